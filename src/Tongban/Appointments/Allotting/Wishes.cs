using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Allotting;

/// <summary>Reads what must be known to turn what somebody asks for (items, a first slot) into matters and the chain of slots that holds them.</summary>
public sealed class Wishes(TongbanDb db, BookableItems items, SlotHoursReader hours, IOptions<BookingPolicy> policy)
{
    /// <param name="firstSlots">The slots with which chains are to begin.</param>
    /// <param name="itemIds">The items they are for.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<WishFacts> ReadAsync(IEnumerable<Guid> firstSlots, IEnumerable<Guid> itemIds, CancellationToken stop)
    {
        var slots = await SlotsAsync([.. firstSlots.Distinct()], stop);
        var sites = new Dictionary<Guid, (string, SlotHours)>();
        foreach (var siteId in slots.Select(slot => slot.SiteId).Distinct())
        {
            sites[siteId] = (await db.Set<Site>().Where(site => site.Id == siteId).Select(site => site.Code).SingleAsync(stop), await hours.OfAsync(siteId, null, stop));
        }

        return new(await items.ByIdAsync([.. itemIds.Distinct()]), slots, sites, policy.Value.MostMatters);
    }

    /// <summary>A hold that was taken before the hall announced a closing becomes no booking.</summary>
    /// <remarks>Refusals: <c>appointment.closed-day</c>, <c>appointment.slot-closed</c>.</remarks>
    public async Task MustStillBeOpenAsync(Appointment appointment, CancellationToken stop)
    {
        var ids = appointment.SlotIds;
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop);
        var open = await hours.OfAsync(appointment.SiteId, null, stop);
        Refusal.Unless(!open.IsClosed(slots[0].On), "appointment.closed-day");
        Refusal.Unless(slots.All(open.Hold), "appointment.slot-closed");
    }

    // All slots of the days on which a chain is to begin: it never runs into the next day.
    private async Task<List<Slot>> SlotsAsync(IReadOnlyList<Guid> firstSlots, CancellationToken stop)
    {
        var days = await db.Set<Slot>().Where(slot => firstSlots.Contains(slot.Id)).Select(slot => new { slot.SiteId, slot.On }).Distinct().ToListAsync(stop);
        var (sites, on) = (days.Select(day => day.SiteId).Distinct().ToList(), days.Select(day => day.On).Distinct().ToList());
        return days.Count == 0 ? [] : await db.Set<Slot>().AsNoTracking().Where(slot => sites.Contains(slot.SiteId) && on.Contains(slot.On)).ToListAsync(stop);
    }
}
