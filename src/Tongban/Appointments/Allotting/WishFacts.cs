using Tongban.Appointments.Planning;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// What must be known to turn wishes into chains of slots, read once for as many wishes as there are: the items, the
/// slots of the days asked for, the hours of the sites.
/// </summary>
public sealed class WishFacts(IReadOnlyList<BookableItem> items, IReadOnlyList<Slot> slots, IReadOnlyDictionary<Guid, SlotHours> sites, int mostMatters)
{
    private readonly Dictionary<Guid, Slot> byId = slots.ToDictionary(slot => slot.Id);
    private readonly Dictionary<(Guid Site, DateOnly On), ChainFinder> finders = slots.GroupBy(slot => (slot.SiteId, slot.On)).ToDictionary(day => day.Key, day => new ChainFinder(day));
    private readonly Dictionary<Guid, bool> open = [];

    public string CodeOfSite(Guid id) => sites[id].SiteCode;

    public string CodeOfItem(Guid id) => items.First(item => item.Id == id).Code;

    /// <summary>The items with their groups and minutes, those of one group together.</summary>
    /// <remarks>Refusals: <c>appointment.nothing-chosen</c>, <c>appointment.too-many-matters</c>, <c>item.unknown</c>, <c>appointment.not-bookable</c>.</remarks>
    public IReadOnlyList<Matter> Matters(IReadOnlyList<Guid> itemIds)
    {
        Refusal.Unless(itemIds.Count > 0, "appointment.nothing-chosen");
        Refusal.Unless(itemIds.Count <= mostMatters, "appointment.too-many-matters", mostMatters);
        var chosen = itemIds.Select(id => items.FirstOrDefault(item => item.Id == id) ?? throw new Refusal("item.unknown")).ToList();
        Refusal.Unless(chosen.Distinct().Count() == chosen.Count, "item.unknown");
        Refusal.Unless(chosen.All(item => item.Content.Bookable), "appointment.not-bookable");
        return [.. chosen.Select(item => item.Matter).GroupBy(matter => matter.GroupId).SelectMany(group => group)];
    }

    /// <summary>The chain that begins with the first of these slots; where more are named, they must be that chain.</summary>
    /// <remarks>Refusals: <c>appointment.slot-gone</c>, <c>appointment.in-the-past</c>, <c>appointment.not-a-chain</c>, <c>appointment.slot-closed</c>, <c>appointment.closed-day</c>.</remarks>
    public Chain Chain(IReadOnlyList<Guid> slotIds, IReadOnlyList<Matter> matters, DateTime now)
    {
        var first = byId.GetValueOrDefault(slotIds[0]) ?? throw new Refusal("appointment.slot-gone");
        Refusal.Unless(first.StartsAt > now, "appointment.in-the-past");
        Refusal.Unless(first.GroupId == matters[0].GroupId, "appointment.not-a-chain");
        var chain = finders[(first.SiteId, first.On)].From(first, matters) ?? throw new Refusal("appointment.not-a-chain");
        Refusal.Unless(slotIds.Count == 1 || slotIds.SequenceEqual(chain.SlotIds), "appointment.not-a-chain");
        Refusal.Unless(chain.Slots.All(slot => slot.ClosedAt is null), "appointment.slot-closed");
        // A closing that was entered a moment ago holds before the planning has closed the slots.
        Refusal.Unless(!sites[first.SiteId].IsClosed(first.On), "appointment.closed-day");
        Refusal.Unless(chain.Slots.All(IsOpen), "appointment.slot-closed");
        return chain;
    }

    private bool IsOpen(Slot slot)
    {
        if (!open.TryGetValue(slot.Id, out var isOpen))
        {
            open[slot.Id] = isOpen = sites[slot.SiteId].Hold(slot);
        }

        return isOpen;
    }
}
