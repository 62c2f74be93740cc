using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Planning;
using Tongban.Kernel;

namespace Tongban.Appointments.WaitingList;

/// <summary>An entry and the earliest times that it may be offered.</summary>
public sealed record Fit(WaitingEntry Entry, Chain Chain, OfferTime Time);

/// <summary>Finds what entries of one site may be offered now: a look only; the hold decides.</summary>
public sealed class WaitingWishes(TongbanDb db, HallClock clock, BookableItems items, SlotHoursReader hours, UsablePlaces usable, IOptions<BookingPolicy> policy)
{
    /// <summary>In the order of the entries; at most one for each.</summary>
    public async Task<IReadOnlyList<Fit>> FitsAsync(Guid siteId, IReadOnlyList<WaitingEntry> entries, CancellationToken stop)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var days = entries.SelectMany(entry => entry.Days.Select(day => day.On)).Where(day => day >= clock.Today).Distinct().ToList();
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == siteId && days.Contains(slot.On) && slot.ClosedAt == null).ToListAsync(stop);
        var open = await hours.NowAsync(siteId, stop);
        var look = new Look(
            await usable.OfAsync(slots, forStaff: false, moving: null, stop),
            slots.Where(open.Hold).GroupBy(slot => slot.On).OrderBy(day => day.Key).ToDictionary(day => day.Key, day => new ChainFinder(day)),
            (await items.ByIdAsync([.. entries.SelectMany(entry => entry.Matters.Select(matter => matter.ItemId)).Distinct()])).Where(item => item.Content.Bookable).ToDictionary(item => item.Id),
            await HaveOneAsync(entries, stop));
        return [.. entries.Select(entry => FitOf(entry, look)).OfType<Fit>()];
    }

    private Fit? FitOf(WaitingEntry entry, Look look)
    {
        var chosen = entry.Matters.OrderBy(matter => matter.Seq).Select(matter => look.Items.GetValueOrDefault(matter.ItemId)).ToList();
        if (chosen.Contains(null))
        {
            return null;
        }

        var matters = chosen.Select(item => item!.Matter).GroupBy(matter => matter.GroupId).SelectMany(group => group).ToList();
        return look.Days.Where(day => !look.HaveOne.Contains((entry.IdHash!, day.Key)))
            .SelectMany(day => day.Value.All(matters))
            .Where(chain => entry.Wants(chain.Slots[0].On, clock.Local(chain.StartsAt).Hour) && chain.Slots[0].Id != entry.LastSlotId && chain.Least(look.Places.OrCooling) > 0)
            .Select(chain => new OfferRule(policy.Value, clock).For(chain.StartsAt, clock.Now) is { } time ? new Fit(entry, chain, time) : null)
            .FirstOrDefault(fit => fit is not null);
    }

    /// <summary>Bookings by the entry's document and phone, on those of its days on which the person may have no more.</summary>
    public async Task<IReadOnlyList<Appointment>> OwnAsync(WaitingEntry entry, CancellationToken stop)
    {
        var days = entry.Days.Select(day => day.On).ToList();
        var own = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.IdHash != null && a.IdHash == entry.IdHash && a.PhoneHash == entry.PhoneHash && days.Contains(a.On) && (a.Status == AppointmentStatus.Booked || a.Status == AppointmentStatus.CheckedIn))
            .OrderBy(a => a.StartsAt).ToListAsync(stop);
        return [.. own.GroupBy(a => a.On).Where(day => day.Count() >= policy.Value.PerIdAndDay).SelectMany(day => day)];
    }

    // Who has a booking on a day would be refused there: nobody is offered what they cannot take.
    private async Task<HashSet<(string Id, DateOnly On)>> HaveOneAsync(IReadOnlyList<WaitingEntry> entries, CancellationToken stop)
    {
        var ids = entries.Select(entry => entry.IdHash).OfType<string>().Distinct().ToList();
        var today = clock.Today;
        var have = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.On >= today && a.IdHash != null && ids.Contains(a.IdHash) && (a.Status == AppointmentStatus.Booked || a.Status == AppointmentStatus.CheckedIn))
            .Select(a => new { a.IdHash, a.On }).ToListAsync(stop);
        return have.GroupBy(one => (one.IdHash!, one.On)).Where(day => day.Count() >= policy.Value.PerIdAndDay).Select(day => day.Key).ToHashSet();
    }

    private sealed record Look(Usable Places, IReadOnlyDictionary<DateOnly, ChainFinder> Days, IReadOnlyDictionary<Guid, BookableItem> Items, IReadOnlySet<(string Id, DateOnly On)> HaveOne);
}
