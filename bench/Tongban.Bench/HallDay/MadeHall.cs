using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Bench.HallDay;

/// <summary>Somebody who will come on a made day.</summary>
internal sealed record Comer(DateTime At, Guid GroupId, string Number, DateTime? DueAt, Precedence Precedence, bool Comes);

/// <summary>
/// A hall that is made up from a seed: matter groups with times of their own, windows of which some serve several, and days
/// that differ as days do (pace, how many come, who is ill, short breaks).
/// </summary>
internal sealed class MadeHall
{
    /// <summary>The part of the windows' time from opening to closing that a usual day's visitors need.</summary>
    private const double Busy = 0.76;

    private static readonly Guid Centre = Guid.NewGuid();
    private readonly Random chance;
    private readonly Dictionary<Guid, double> minutes = [];
    private readonly Dictionary<Guid, double> share = [];

    /// <param name="seed">The same seed is the same hall.</param>
    /// <param name="windows">How many windows.</param>
    /// <param name="visitors">How many come on a usual day.</param>
    public MadeHall(int seed, int windows, int visitors)
    {
        chance = new Random(seed);
        Visitors = visitors;
        var now = DateTime.UnixEpoch;
        var (site, zone, department) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Groups = [.. Enumerable.Range(0, Math.Max(2, windows * 18 / 40)).Select(n => new MatterGroup(Centre, $"G{n}", new($"业务 {n}", $"Matter {n}", $"{(char)('A' + n)}"), now, Actor.System))];
        Windows = [.. Enumerable.Range(0, windows).Select(n => new Window(Centre, site, $"W{n:00}", new(zone, department, $"{n + 1}", "窗口", "Window", false, [.. Served(n).Select(group => group.Id)]), now, Actor.System))];
        rules = Windows.Select((window, n) => (window, n)).ToDictionary(pair => pair.window.Id, pair => pair.n % Groups.Count % 3 == 0 ? Alternating : CallingRule.Usual);
        foreach (var group in Groups)
        {
            // A mean of its own; how many come follows from what its windows can do.
            minutes[group.Id] = 1.6 + (3.2 * chance.NextDouble());
            var capacity = Windows.Where(window => window.Serves(group.Id)).Sum(window => 1.0 / window.Groups.Count);
            share[group.Id] = capacity / minutes[group.Id] * (0.9 + (0.2 * chance.NextDouble()));
        }

        // A day's work is so much of what all windows can do between opening and closing.
        var load = Groups.Sum(group => share[group.Id] / share.Values.Sum() * visitors * (minutes[group.Id] + 0.6)) / (windows * 7 * 60);
        foreach (var group in Groups)
        {
            minutes[group.Id] *= Busy / load;
        }
    }

    private readonly Dictionary<Guid, CallingRule> rules;

    public int Visitors { get; }

    public IReadOnlyList<MatterGroup> Groups { get; }

    public IReadOnlyList<Window> Windows { get; }

    /// <summary>What the items of a group are said to take, as a catalogue has it: round and not quite true.</summary>
    public IReadOnlyDictionary<Guid, double> ItemMinutes => minutes.ToDictionary(pair => pair.Key, pair => Math.Max(1, Math.Round(pair.Value)));

    /// <summary>The windows of every third group follow a profile of their own.</summary>
    public CallingRule RuleOf(Window window) => rules[window.Id];

    public MadeDay Day(DateOnly on) => new(this, on, new Random(chance.Next()));

    internal double MinutesOf(Guid groupId) => minutes[groupId];

    internal Guid AnyGroup(Random day)
    {
        var at = day.NextDouble() * share.Values.Sum();
        return Groups.First(group => (at -= share[group.Id]) <= 0 || group == Groups[^1]).Id;
    }

    private static CallingRule Alternating { get; } = new(
    [
        new(ConditionKind.GreenChannel),
        new(ConditionKind.MaximumWait) { Minutes = 40 },
        new(ConditionKind.Ratio) { First = RatioSide.Appointments, FirstTurns = 2, Second = RatioSide.WalkIns, SecondTurns = 1, Late = 10 },
        new(ConditionKind.Longest),
    ]);

    // Each window has its own group; every fourth serves a second.
    private IEnumerable<MatterGroup> Served(int window)
    {
        yield return Groups[window % Groups.Count];
        if (window % 4 == 0 && Groups.Count > 1)
        {
            yield return Groups[(window + 1) % Groups.Count];
        }
    }
}

/// <summary>One made day: who comes when, how long each takes, which windows are open and when their clerks pause.</summary>
internal sealed class MadeDay
{
    // Of those who come, in each half hour from 9:00; nobody between 12:00 and 13:00.
    private static readonly double[] Rhythm = [.7, 1.2, 1.4, 1.3, 1.0, .5, 0, 0, .6, 1.1, 1.3, 1.1, .9, .6, .4, .2];

    private readonly MadeHall hall;
    private readonly Random chance;
    private readonly double pace;
    private readonly Dictionary<Guid, double> groupPace;

    public MadeDay(MadeHall hall, DateOnly on, Random chance)
    {
        (this.hall, On, this.chance) = (hall, on, chance);
        pace = Math.Exp(0.06 * Normal());
        groupPace = hall.Groups.ToDictionary(group => group.Id, _ => Math.Exp(0.06 * Normal()));
        Opens = on.ToDateTime(new(9, 0), DateTimeKind.Utc);
        Comers = [.. Numbered(Arrivals().OrderBy(one => one.At))];
        Closed = [.. hall.Windows.Where(_ => chance.NextDouble() < 0.04).Select(window => window.Id)];
        Pauses = hall.Windows.ToDictionary(window => window.Id, _ => new[] { PauseIn(9.5, 11.5), PauseIn(14, 16) });
    }

    public DateOnly On { get; }

    public DateTime Opens { get; }

    public IReadOnlyList<Comer> Comers { get; }

    /// <summary>Windows that stay closed: somebody is ill.</summary>
    public IReadOnlyList<Guid> Closed { get; }

    public IReadOnlyDictionary<Guid, DateTime[]> Pauses { get; }

    public TimeSpan Pause => TimeSpan.FromMinutes(6 + (8 * chance.NextDouble()));

    /// <summary>From the call to the window, and the service: log-normal, as services are.</summary>
    public (TimeSpan Approach, TimeSpan Service) TimesOf(Guid groupId, DateTime at)
    {
        var late = at.Hour is 11 or 16 ? 0.92 : 1;
        var mean = hall.MinutesOf(groupId) * pace * groupPace[groupId] * late;
        const double sigma = 0.55;
        return (TimeSpan.FromSeconds(15 + (35 * chance.NextDouble())), TimeSpan.FromMinutes(mean * Math.Exp((sigma * Normal()) - (sigma * sigma / 2))));
    }

    private IEnumerable<Comer> Arrivals()
    {
        var many = (int)(hall.Visitors * Math.Exp(0.05 * Normal()));
        for (var n = 0; n < many; n++)
        {
            var at = Opens.AddMinutes(Moment());
            var kind = chance.NextDouble();
            DateTime? due = kind < 0.25 ? at.AddMinutes((-8 * Normal()) + 6) : null;
            yield return new Comer(at, hall.AnyGroup(chance), "", due, kind > 0.92 ? Precedence.Elderly : Precedence.None, chance.NextDouble() > 0.03);
        }
    }

    private static IEnumerable<Comer> Numbered(IEnumerable<Comer> comers) => comers.Select((one, n) => one with { Number = $"A{n + 1:0000}" });

    private double Moment()
    {
        var at = chance.NextDouble() * Rhythm.Sum();
        var half = 0;
        while ((at -= Rhythm[half]) > 0 && half < Rhythm.Length - 1)
        {
            half++;
        }

        return 30 * (half + chance.NextDouble());
    }

    private DateTime PauseIn(double from, double to) => On.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(from + ((to - from) * chance.NextDouble()));

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - chance.NextDouble())) * Math.Cos(2 * Math.PI * chance.NextDouble());
}
