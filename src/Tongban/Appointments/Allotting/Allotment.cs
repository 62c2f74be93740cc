namespace Tongban.Appointments.Allotting;

/// <summary>
/// Gives the free places of locked slots to those who ask, in the order in which they came. It only counts: the slots'
/// guarded statements and their check constraints stay the last word.
/// </summary>
public sealed class Allotment(IEnumerable<Slot> locked)
{
    private readonly Dictionary<Guid, Slot> slots = locked.ToDictionary(slot => slot.Id);
    private readonly Dictionary<(Guid Slot, bool ByStaff), int> changes = [];

    /// <summary>What was taken and freed.</summary>
    public IReadOnlyList<PlaceChange> Changes => [.. changes.Select(change => new PlaceChange(change.Key.Slot, change.Key.ByStaff, change.Value))];

    public bool IsClosed(IEnumerable<Guid> chain) => chain.Any(slot => slots[slot].ClosedAt is not null);

    /// <summary>A place in each slot of the chain, or in none.</summary>
    public bool Take(IReadOnlyList<Guid> chain, bool byStaff)
    {
        if (chain.Any(slot => FreeOf(slot, byStaff) < 1))
        {
            return false;
        }

        Change(PlaceChange.Take(chain, byStaff));
        return true;
    }

    public void Change(IEnumerable<PlaceChange> given)
    {
        foreach (var change in given)
        {
            changes[(change.SlotId, change.ByStaff)] = changes.GetValueOrDefault((change.SlotId, change.ByStaff)) + change.By;
        }
    }

    private int FreeOf(Guid id, bool byStaff) => (byStaff ? slots[id].FreeForStaff : slots[id].Free) - changes.GetValueOrDefault((id, byStaff));
}
