using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
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
/// <param name="Extra">How many staff may put on top.</param>
public sealed record OfferedTime(Guid SlotId, DateTime StartsAt, DateTime EndsAt, int Free, NextRelease? Next = null, int Extra = 0);

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

/// <summary>Reads what may be booked. A place under a dead hold, or one that has cooled, counts as free: whoever books it frees it.</summary>
public sealed class Offers(TongbanDb db, HallClock clock, Openings openings, SlotPlanning planning, UsablePlaces usable, PublicOffers together, IOptions<BookingPolicy> policy)
{
    /// <param name="siteId">Where.</param>
    /// <param name="matters">What, in the order in which it is handled.</param>
    /// <param name="forStaff">Staff places instead of public ones.</param>
    /// <param name="moving">A booking that is to move: its own places count as free for it.</param>
    /// <param name="stop">Stops it.</param>
    public Task<Offer> OfAsync(Guid siteId, IReadOnlyList<Matter> matters, bool forStaff, Appointment? moving, CancellationToken stop) =>
        forStaff || moving is not null || db.Database.CurrentTransaction is not null
            ? ReadAsync(siteId, matters, forStaff, moving, stop)
            : together.OfAsync(db.CentreId, siteId, matters);

    internal async Task<Offer> ReadAsync(Guid siteId, IReadOnlyList<Matter> matters, bool forStaff, Appointment? moving, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            await planning.ExtendAsync(siteId, stop);
        }

        var calendar = await openings.OfAsync(siteId);
        var days = planning.BookableDays(calendar);
        var slots = await SlotsAsync(siteId, days, [.. matters.Select(matter => matter.GroupId).Distinct()], stop);
        var places = await usable.OfAsync(slots.SelectMany(day => day), forStaff, moving, stop);
        return new([.. days.Select(day => new OfferedDay(day, TimesOf(new ChainFinder(slots[day]), matters, places)))], planning.CutShortOn(calendar));
    }

    private List<OfferedTime> TimesOf(ChainFinder finder, IReadOnlyList<Matter> matters, Usable places) =>
        [.. finder.All(matters).Where(chain => chain.StartsAt > clock.Now).Select(chain => new OfferedTime(
            chain.Slots[0].Id, chain.StartsAt, chain.EndsAt, places.Of(chain), places.NextOf(chain.Slots), chain.Least(slot => slot.ClosedAt is null ? Math.Max(0, policy.Value.OverbookedPerSlot - slot.Overbooked) : 0)))];

    private async Task<ILookup<DateOnly, Slot>> SlotsAsync(Guid siteId, IReadOnlyList<DateOnly> days, IReadOnlyList<Guid> groups, CancellationToken stop) =>
        (await db.Set<Slot>().AsNoTracking()
            .Where(slot => slot.SiteId == siteId && groups.Contains(slot.GroupId) && days.Contains(slot.On))
            .ToListAsync(stop)).ToLookup(slot => slot.On);
}
