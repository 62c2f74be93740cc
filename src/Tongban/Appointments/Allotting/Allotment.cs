using Tongban.Appointments.Releasing;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Gives the free places of locked slots to those who ask, in the order in which they came. It only counts: the slots'
/// guarded statements and their check constraints stay the last word.
/// </summary>
/// <param name="locked">The slots.</param>
/// <param name="plan">Which of their public places are open; all of them where there is none.</param>
/// <param name="now">When.</param>
public sealed class Allotment(IEnumerable<Slot> locked, ReleasePlan? plan = null, DateTime now = default)
{
    private readonly Dictionary<Guid, Slot> slots = locked.ToDictionary(slot => slot.Id);
    private readonly Dictionary<(Guid Slot, bool ByStaff), int> changes = [];
    private readonly ReleasePlan plan = plan ?? ReleasePlan.AtOnce;

    /// <summary>What was taken and freed.</summary>
    public IReadOnlyList<PlaceChange> Changes => [.. changes.Select(change => new PlaceChange(change.Key.Slot, change.Key.ByStaff, change.Value))];

    /// <summary>Public places that are open, for the guards of the statements.</summary>
    public int OpenOf(Guid slot) => plan.OpenAt(slots[slot], now);

    /// <summary>Why a chain got no places: full, or more of it opens later.</summary>
    public Refusal RefusalOf(IEnumerable<Guid> chain, bool byStaff) => byStaff
        ? new Refusal("appointment.slot-full")
        : plan.RefusalOf([.. chain.Select(slot => slots[slot])], slot => slot.Taken + changes.GetValueOrDefault((slot.Id, false)), now);

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

    private int FreeOf(Guid id, bool byStaff) => (byStaff ? slots[id].FreeForStaff : plan.FreeAt(slots[id], slots[id].Taken, now)) - changes.GetValueOrDefault((id, byStaff));
}
