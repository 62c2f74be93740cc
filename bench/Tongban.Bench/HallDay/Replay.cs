using Tongban.Network;
using Tongban.Queue.Forecast;
using Tongban.Queue.Ordering;

namespace Tongban.Bench.HallDay;

/// <summary>What was foretold to somebody who took a number, and what came true, in minutes.</summary>
internal readonly record struct Foretold(WaitRange? Range, double Truth, string Kind = "")
{
    /// <summary>A person reads whole minutes.</summary>
    public bool Holds => Range is { } range && Math.Floor(Truth) >= range.Min && Math.Floor(Truth) <= range.Max;

    public double Error => Range is { } range ? Math.Abs(((range.Min + range.Max) / 2.0) - Truth) : 0;
}

/// <summary>How good forecasts were over some days.</summary>
/// <param name="Foretold">How many.</param>
/// <param name="Unknown">Of how many nobody could say.</param>
/// <param name="Held">The share of truths within the range.</param>
/// <param name="MeanError">The mean distance of the truth from the middle of the range, in minutes.</param>
/// <param name="MeanWidth">The mean width of the range.</param>
/// <param name="MeanWait">The mean wait.</param>
internal sealed record Accuracy(int Foretold, int Unknown, double Held, double MeanError, double MeanWidth, double MeanWait)
{
    public static Accuracy Of(IReadOnlyList<Foretold> all)
    {
        var known = all.Where(one => one.Range is not null).ToList();
        return new(known.Count, all.Count - known.Count, known.Average(one => one.Holds ? 1.0 : 0), known.Average(one => one.Error), known.Average(one => (double)(one.Range!.Value.Max - one.Range.Value.Min)), known.Average(one => one.Truth));
    }
}

/// <summary>
/// Plays days of a hall with the program's own calling order and foretells with its own forecast: learns on the days
/// before, and is measured on days that it has not seen.
/// </summary>
internal sealed class Replay(MadeHall hall)
{
    private readonly List<Served> learnt = [];
    private int days;

    /// <summary>A day that only teaches.</summary>
    public void Learn(DateOnly on) => Play(on, forecastEvery: 0);

    /// <summary>A day that was not seen; every so many are asked when they take their number.</summary>
    public IReadOnlyList<Foretold> Test(DateOnly on, int forecastEvery) => Play(on, forecastEvery);

    private List<Foretold> Play(DateOnly on, int forecastEvery)
    {
        var day = new ReplayedDay(hall, hall.Day(on), learnt, days);
        var told = day.Play(forecastEvery);
        learnt.AddRange(day.Today.Select(one => one with { Today = false }));
        days++;
        return told;
    }
}

/// <summary>One day as it happens, event by event.</summary>
internal sealed class ReplayedDay(MadeHall hall, MadeDay day, IReadOnlyList<Served> learnt, int days)
{
    private enum What
    {
        Arrives,
        Begins,
        Ends,
        Pauses,
        IsBack,
    }

    private readonly PriorityQueue<(What What, Window? Window, Comer? Comer), (DateTime At, int Order)> events = new();
    private readonly Dictionary<Guid, List<Waiter>> waiting = hall.Groups.ToDictionary(group => group.Id, _ => new List<Waiter>());
    private readonly Dictionary<Guid, (Comer Comer, Position Place, DateTime Called, DateTime? From)> held = [];
    private readonly Dictionary<Guid, DateTime?> sessions = hall.Windows.Where(window => !day.Closed.Contains(window.Id)).ToDictionary(window => window.Id, _ => (DateTime?)null);
    private readonly Dictionary<Guid, Turn> turns = [];
    private readonly Dictionary<Guid, Comer> comers = [];
    private readonly Dictionary<Guid, (WaitRange? Range, DateTime At, string Kind)> promises = [];
    private readonly List<Foretold> told = [];
    private readonly HashSet<Guid> pauseSoon = [];
    private readonly Dictionary<Guid, CallingRule> rules = GroupRules.Of(hall.Windows, hall.RuleOf);
    private ServiceTimes? times;
    private DateTime timesAt;
    private int order;

    public List<Served> Today { get; } = [];

    public List<Foretold> Play(int forecastEvery)
    {
        foreach (var comer in day.Comers)
        {
            At(comer.At, What.Arrives, comer: comer);
        }

        foreach (var (window, pauses) in hall.Windows.Where(window => sessions.ContainsKey(window.Id)).Select(window => (window, day.Pauses[window.Id])))
        {
            foreach (var pause in pauses)
            {
                At(pause, What.Pauses, window);
            }
        }

        var arrived = 0;
        while (events.TryDequeue(out var next, out var when))
        {
            switch (next.What)
            {
                case What.Arrives:
                    Arrive(next.Comer!, when.At, forecastEvery > 0 && ++arrived % forecastEvery == 0);
                    break;
                case What.Begins:
                    held[next.Window!.Id] = held[next.Window.Id] with { From = when.At };
                    break;
                case What.Ends:
                    End(next.Window!, when.At);
                    break;
                case What.Pauses:
                    Pause(next.Window!, when.At);
                    break;
                default:
                    sessions[next.Window!.Id] = null;
                    Call(next.Window, when.At);
                    break;
            }
        }

        return told;
    }

    private void Arrive(Comer comer, DateTime now, bool ask)
    {
        var who = new Waiter(Guid.NewGuid(), comer.Number, comer.GroupId, now, now, comer.DueAt, comer.Precedence);
        comers[who.LegId] = comer;
        waiting[comer.GroupId].Add(who);
        if (ask)
        {
            promises[who.LegId] = (Now(now).WaitOf(who.LegId), now, comer.DueAt is null ? comer.Precedence == 0 ? "walk" : "elder" : "booked");
        }

        // A window that has nobody is armed: it calls at once.
        if (hall.Windows.FirstOrDefault(window => window.Serves(comer.GroupId) && IsFree(window)) is { } free)
        {
            Call(free, now);
        }
    }

    private void End(Window window, DateTime now)
    {
        var (comer, place, called, from) = held[window.Id];
        held.Remove(window.Id);
        if (comer.Comes)
        {
            Today.Add(new Served(comer.GroupId, from!.Value.Hour, (now - from.Value).TotalMinutes, (from.Value - called).TotalMinutes, Served.IsCutIn(place.Reason, comer.DueAt is not null), Today: true));
        }

        if (pauseSoon.Remove(window.Id))
        {
            Pause(window, now);
            return;
        }

        Call(window, now.AddSeconds(4));
    }

    private void Pause(Window window, DateTime now)
    {
        if (held.ContainsKey(window.Id))
        {
            pauseSoon.Add(window.Id);
            return;
        }

        sessions[window.Id] = now;
        At(now + day.Pause, What.IsBack, window);
    }

    private void Call(Window window, DateTime now)
    {
        var line = CallingOrder.Line(hall.RuleOf(window), window.Groups.SelectMany(group => waiting[group.GroupId]), now, turns.GetValueOrDefault(window.Id));
        if (line.Count == 0 || !IsFree(window))
        {
            return;
        }

        var place = line[0];
        turns[window.Id] = CallingOrder.After(line, place, now, turns.GetValueOrDefault(window.Id));
        waiting[place.Who.GroupId].Remove(place.Who);
        var comer = comers[place.Who.LegId];
        held[window.Id] = (comer, place, now, null);
        if (promises.TryGetValue(place.Who.LegId, out var promise))
        {
            told.Add(new(promise.Range, (now - promise.At).TotalMinutes, $"{promise.Kind}{(hall.RuleOf(window) == CallingRule.Usual ? "" : "*")}"));
        }

        // Who has left is called three times and passed over.
        var (approach, service) = day.TimesOf(comer.GroupId, now);
        if (comer.Comes)
        {
            At(now + approach, What.Begins, window);
        }

        At(comer.Comes ? now + approach + service : now.AddSeconds(40), What.Ends, window);
    }

    private bool IsFree(Window window) => !held.ContainsKey(window.Id) && sessions.TryGetValue(window.Id, out var paused) && paused is null;

    private SiteNow Now(DateTime now) => new(
        new SiteReading(
            hall.Groups,
            hall.Windows,
            [],
            waiting.Where(line => line.Value.Count > 0).SelectMany(line => CallingOrder.Line(rules.GetValueOrDefault(line.Key, CallingRule.Usual), line.Value, now)).ToLookup(place => place.Who.GroupId),
            sessions,
            held.ToDictionary(one => one.Key, one => new HeldNow(one.Value.Comer.GroupId, one.Value.From)),
            TimesAt(now),
            now.Hour),
        now);

    // As the program does: what was learnt is five minutes old at most.
    private ServiceTimes TimesAt(DateTime now)
    {
        if (times is null || now - timesAt > TimeSpan.FromMinutes(5))
        {
            (times, timesAt) = (new ServiceTimes(learnt.Concat(Today), hall.ItemMinutes, days), now);
        }

        return times;
    }

    private void At(DateTime at, What what, Window? window = null, Comer? comer = null) => events.Enqueue((what, window, comer), (at, order++));
}
