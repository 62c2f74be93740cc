using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments;

/// <summary>A start at which all the matters fit, and how many may still book it (0: full). The first slot stands for the chain.</summary>
/// <param name="SlotId">The first slot.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When the last matter should be done.</param>
/// <param name="Free">How many may book it now.</param>
/// <param name="Next">When more may; null where no more opens before it begins.</param>
public sealed record OfferedTime(Guid SlotId, DateTime StartsAt, DateTime EndsAt, int Free, NextRelease? Next = null);

/// <summary>A day with its times. Its number is the sum of theirs, so the two can never disagree.</summary>
public sealed record OfferedDay(DateOnly On, IReadOnlyList<OfferedTime> Times)
{
    public int Free => Times.Sum(time => time.Free);

    public NextRelease? Next => NextRelease.Of(Times.Select(time => time.Next));
}

/// <summary>What may be booked at a site for some matters.</summary>
/// <param name="Days">The open days.</param>
/// <param name="CutShortOn">The last day of the published calendar, where there would be more days without it.</param>
public sealed record Offer(IReadOnlyList<OfferedDay> Days, DateOnly? CutShortOn = null)
{
    public OfferedDay? On(DateOnly? day) => Days.FirstOrDefault(offered => offered.On == day);

    /// <summary>The day to show first: the first with a place, or the first on which some will open.</summary>
    public OfferedDay? First => Days.FirstOrDefault(day => day.Free > 0) ?? Days.FirstOrDefault(day => day.Next is not null) ?? Days.FirstOrDefault();

    /// <summary>The free times nearest to one that is gone.</summary>
    public IReadOnlyList<OfferedTime> Nearest(DateTime wanted, int count) =>
        [.. Days.SelectMany(day => day.Times).Where(time => time.Free > 0).OrderBy(time => (time.StartsAt - wanted).Duration()).Take(count).OrderBy(time => time.StartsAt)];
}

/// <summary>Reads what may be booked. A place under a dead hold counts as free: whoever books it ends the hold.</summary>
public sealed class Offers(TongbanDb db, HallClock clock, Openings openings, SlotPlanning planning, Releases releases)
{
    /// <param name="siteId">Where.</param>
    /// <param name="matters">What, in the order in which it is handled.</param>
    /// <param name="forStaff">Staff places instead of public ones.</param>
    /// <param name="moving">A booking that is to move: its own places count as free for it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Offer> OfAsync(Guid siteId, IReadOnlyList<Matter> matters, bool forStaff, Appointment? moving, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            await planning.ExtendAsync(siteId, stop);
        }

        var calendar = await openings.OfAsync(siteId);
        var days = planning.BookableDays(calendar);
        var slots = await SlotsAsync(siteId, days, [.. matters.Select(matter => matter.GroupId).Distinct()], stop);
        var extra = await UsableAsync(forStaff, moving, stop);
        var (plan, now) = (forStaff ? ReleasePlan.AtOnce : await releases.OfAsync([siteId], stop), clock.Now);
        int Taken(Slot slot) => slot.Taken - extra.GetValueOrDefault(slot.Id);
        int Free(Slot slot) => forStaff
            ? Math.Max(0, slot.FreeForStaff) + (slot.ClosedAt is null ? extra.GetValueOrDefault(slot.Id) : 0)
            : Math.Max(0, plan.FreeAt(slot, Taken(slot), now));
        OfferedTime Offered(Chain chain) => new(chain.Slots[0].Id, chain.StartsAt, chain.EndsAt, chain.Least(Free), plan.NextOf(chain.Slots, Taken, now));
        return new([.. days.Select(day => new OfferedDay(day, TimesOf(new ChainFinder(slots[day]), matters, Offered)))], planning.CutShortOn(calendar));
    }

    private List<OfferedTime> TimesOf(ChainFinder finder, IReadOnlyList<Matter> matters, Func<Chain, OfferedTime> offered) =>
        [.. finder.All(matters).Where(chain => chain.StartsAt > clock.Now).Select(offered)];

    private async Task<ILookup<DateOnly, Slot>> SlotsAsync(Guid siteId, IReadOnlyList<DateOnly> days, IReadOnlyList<Guid> groups, CancellationToken stop) =>
        (await db.Set<Slot>().AsNoTracking()
            .Where(slot => slot.SiteId == siteId && groups.Contains(slot.GroupId) && days.Contains(slot.On))
            .ToListAsync(stop)).ToLookup(slot => slot.On);

    private async Task<Dictionary<Guid, int>> UsableAsync(bool forStaff, Appointment? moving, CancellationToken stop)
    {
        var now = clock.Now;
        var dead = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.Status == AppointmentStatus.Held && a.HoldUntilAt <= now && a.IsStaffPlace == forStaff)
            .SelectMany(a => a.Places.Select(place => place.SlotId))
            .ToListAsync(stop);
        return dead.Concat(moving?.SlotIds ?? []).GroupBy(slot => slot).ToDictionary(group => group.Key, group => group.Count());
    }
}
