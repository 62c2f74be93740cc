using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Releasing;

/// <summary>
/// The release rules of some sites, applied to their slots: what is open at an instant follows from the rule, the
/// calendar and the clock alone, whether or not anybody has done anything at that minute.
/// </summary>
public sealed class ReleasePlan(IReadOnlyList<ReleaseRule> rules, IReadOnlyDictionary<Guid, OpeningCalendar> calendars, HallClock? clock)
{
    // How far back an open day is looked for: longer than any holiday, and longer than any share is ahead.
    private const int FurthestBack = 90;

    private readonly Dictionary<(Guid Site, Guid Group, DateOnly On), Pace> paces = [];

    /// <summary>Everything is open at once.</summary>
    public static ReleasePlan AtOnce { get; } = new([], new Dictionary<Guid, OpeningCalendar>(), null);

    public bool IsEmpty => rules.Count == 0;

    public bool IsPaced(Slot slot) => PaceOf(slot).Instants.Any();

    /// <summary>Public places of the slot that are open by then, taken or not; its capacity at most.</summary>
    public int OpenAt(Slot slot, DateTime at) => IsEmpty ? slot.Capacity : PaceOf(slot).OpenAt(slot.Capacity, Pace.PhaseOf(slot.StartsAt, slot.EndsAt), at);

    /// <summary>Public places that may be taken, where so many are taken; below 0 where more are taken than are open by a newer rule.</summary>
    public int FreeAt(Slot slot, int taken, DateTime at) => slot.ClosedAt is null ? OpenAt(slot, at) - taken : 0;

    /// <summary>When a visit that needs a place in each of these slots can be had by more people than now; null: not before it begins.</summary>
    public NextRelease? NextOf(IReadOnlyList<Slot> chain, Func<Slot, int> taken, DateTime now)
    {
        int Least(DateTime at) => Math.Max(0, chain.Min(slot => FreeAt(slot, taken(slot), at)));
        return IsEmpty ? null : chain.SelectMany(slot => PaceOf(slot).Instants)
            .Where(at => at > now && at < chain[0].StartsAt).Distinct().Order()
            .Select(at => new NextRelease(at, Least(at) - Least(now))).FirstOrDefault(next => next.Places > 0);
    }

    /// <summary>Why there is no place in these slots now.</summary>
    public Refusal RefusalOf(IReadOnlyList<Slot> chain, Func<Slot, int> taken, DateTime now) => NextOf(chain, taken, now) is { } next
        ? new Refusal("appointment.opens-later", next.Places, clock!.Local(next.At))
        : new Refusal("appointment.slot-full");

    private Pace PaceOf(Slot slot)
    {
        var key = (slot.SiteId, slot.GroupId, slot.On);
        return paces.TryGetValue(key, out var known) ? known : paces[key] = RuleOf(slot) is { } rule ? new Pace([.. rule.Shares.Select(share => StepOf(share, slot))]) : Pace.AtOnce;
    }

    private ReleaseRule? RuleOf(Slot slot)
    {
        var begun = rules.Where(rule => rule.SiteId == slot.SiteId && rule.FromOn <= slot.On).ToList();
        return begun.Where(rule => rule.GroupId == slot.GroupId).MaxBy(rule => rule.FromOn) ?? begun.Where(rule => rule.GroupId is null).MaxBy(rule => rule.FromOn);
    }

    private ReleaseStep StepOf(ReleaseShare share, Slot slot) => new(clock!.At(DayOf(slot, share.DaysAhead), share.At), share.Percent);

    // The open day so many open days before; where the calendar knows of fewer, the furthest that was looked at.
    private DateOnly DayOf(Slot slot, int daysAhead)
    {
        var day = slot.On;
        for (var (left, back) = (daysAhead, 0); left > 0 && back < FurthestBack; back++)
        {
            day = day.AddDays(-1);
            left -= calendars[slot.SiteId].SpansOf(day).Count > 0 ? 1 : 0;
        }

        return day;
    }
}
