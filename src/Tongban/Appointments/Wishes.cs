using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Planning;
using Tongban.Kernel;

namespace Tongban.Appointments;

/// <summary>Turns what somebody asks for (items, a first slot) into matters and the chain of slots that holds them.</summary>
public sealed class Wishes(TongbanDb db, HallClock clock, BookableItems items, SlotHoursReader hours, IOptions<BookingPolicy> policy)
{
    /// <summary>The items with their groups and minutes, those of one group together.</summary>
    /// <remarks>Refusals: <c>appointment.nothing-chosen</c>, <c>appointment.too-many-matters</c>, <c>item.unknown</c>, <c>appointment.not-bookable</c>.</remarks>
    public async Task<IReadOnlyList<Matter>> MattersAsync(IReadOnlyList<Guid> itemIds, CancellationToken stop)
    {
        Refusal.Unless(itemIds.Count > 0, "appointment.nothing-chosen");
        Refusal.Unless(itemIds.Count <= policy.Value.MostMatters, "appointment.too-many-matters", policy.Value.MostMatters);
        var known = await items.ByIdAsync([.. itemIds.Distinct()]);
        Refusal.Unless(known.Count == itemIds.Count, "item.unknown");
        Refusal.Unless(known.All(item => item.Content.Bookable), "appointment.not-bookable");
        var asChosen = itemIds.ToList();
        return [.. known.OrderBy(item => asChosen.IndexOf(item.Id)).Select(item => item.Matter).GroupBy(matter => matter.GroupId).SelectMany(group => group)];
    }

    /// <summary>The chain that begins with the first of these slots; where more are named, they must be that chain.</summary>
    public async Task<Chain> ChainAsync(IReadOnlyList<Guid> slotIds, IReadOnlyList<Matter> matters, CancellationToken stop)
    {
        var first = await db.Set<Slot>().AsNoTracking().SingleOrDefaultAsync(slot => slot.Id == slotIds[0], stop) ?? throw new Refusal("appointment.slot-gone");
        Refusal.Unless(first.StartsAt > clock.Now, "appointment.in-the-past");
        var groups = matters.Select(matter => matter.GroupId).Distinct().ToList();
        Refusal.Unless(first.GroupId == groups[0], "appointment.not-a-chain");
        var day = await db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == first.SiteId && slot.On == first.On && groups.Contains(slot.GroupId)).ToListAsync(stop);
        var chain = new ChainFinder(day).From(first, matters) ?? throw new Refusal("appointment.not-a-chain");
        Refusal.Unless(slotIds.Count == 1 || slotIds.SequenceEqual(chain.SlotIds), "appointment.not-a-chain");
        Refusal.Unless(chain.Slots.All(slot => slot.ClosedAt is null), "appointment.slot-closed");
        await MustBeOpenAsync(first.SiteId, chain.Slots, stop);
        return chain;
    }

    /// <summary>A hold that was taken before the hall announced a closing becomes no booking.</summary>
    /// <remarks>Refusals: <c>appointment.closed-day</c>, <c>appointment.slot-closed</c>.</remarks>
    public async Task MustStillBeOpenAsync(Appointment appointment, CancellationToken stop)
    {
        var ids = appointment.SlotIds;
        await MustBeOpenAsync(appointment.SiteId, await db.Set<Slot>().AsNoTracking().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop), stop);
    }

    // A closing that was entered a moment ago holds before the planning has closed the slots.
    private async Task MustBeOpenAsync(Guid siteId, IReadOnlyList<Slot> slots, CancellationToken stop)
    {
        var open = await hours.OfAsync(siteId, null, stop);
        Refusal.Unless(!open.IsClosed(slots[0].On), "appointment.closed-day");
        Refusal.Unless(slots.All(open.Hold), "appointment.slot-closed");
    }
}
