using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Planning;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>Reads what must be known to turn what somebody asks for (items, a first slot) into matters and the chain of slots that holds them.</summary>
public sealed class Wishes(TongbanDb db, BookableItems items, SlotHoursReader hours, IOptions<BookingPolicy> policy)
{
    /// <param name="firstSlots">The slots with which chains are to begin.</param>
    /// <param name="itemIds">The items they are for.</param>
    /// <param name="groups">The groups of matters that are known already.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<WishFacts> ReadAsync(IEnumerable<Guid> firstSlots, IEnumerable<Guid> itemIds, IEnumerable<Guid> groups, CancellationToken stop)
    {
        var chosen = await items.ByIdAsync([.. itemIds.Distinct()]);
        var slots = await SlotsAsync([.. firstSlots.Distinct()], [.. chosen.Select(item => item.Item.GroupId).Concat(groups).Distinct()], stop);
        var sites = new Dictionary<Guid, SlotHours>();
        foreach (var siteId in slots.Select(slot => slot.SiteId).Distinct())
        {
            sites[siteId] = await hours.NowAsync(siteId, stop);
        }

        return new(chosen, slots, sites, policy.Value.MostMatters);
    }

    /// <summary>A hold that was taken before the hall announced a closing becomes no booking.</summary>
    /// <remarks>Refusals: <c>appointment.closed-day</c>, <c>appointment.slot-closed</c>.</remarks>
    public async Task MustStillBeOpenAsync(Appointment appointment, CancellationToken stop)
    {
        var ids = appointment.SlotIds;
        var slots = await db.Set<Slot>().AsNoTracking().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop);
        var open = await hours.NowAsync(appointment.SiteId, stop);
        Refusal.Unless(!open.IsClosed(slots[0].On), "appointment.closed-day");
        Refusal.Unless(slots.All(open.Hold), "appointment.slot-closed");
    }

    // A chain never runs into the next day, nor over slots of other groups than its matters'.
    private async Task<List<Slot>> SlotsAsync(IReadOnlyList<Guid> firstSlots, IReadOnlyList<Guid> groups, CancellationToken stop)
    {
        var first = await db.Set<Slot>().AsNoTracking().Where(slot => firstSlots.Contains(slot.Id)).ToListAsync(stop);
        var (sites, on) = (first.Select(slot => slot.SiteId).Distinct().ToList(), first.Select(slot => slot.On).Distinct().ToList());
        var days = first.Count == 0 ? [] : await db.Set<Slot>().AsNoTracking().Where(slot => sites.Contains(slot.SiteId) && on.Contains(slot.On) && groups.Contains(slot.GroupId)).ToListAsync(stop);
        return [.. days.Concat(first).DistinctBy(slot => slot.Id)];
    }
}
