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
/// <param name="cooling">Places that are taken only because they cool.</param>
public sealed class Allotment(IEnumerable<Slot> locked, ReleasePlan? plan = null, DateTime now = default, IReadOnlyDictionary<Guid, int>? cooling = null)
{
    private readonly Dictionary<Guid, Slot> slots = locked.ToDictionary(slot => slot.Id);
    private readonly Dictionary<(Guid Slot, bool ByStaff), int> changes = [];
    private readonly Dictionary<Guid, int> handedOn = [];
    private readonly Dictionary<Guid, int> extra = [];
    private readonly ReleasePlan plan = plan ?? ReleasePlan.AtOnce;

    /// <summary>What was taken and freed.</summary>
    public IReadOnlyList<PlaceChange> Changes => [.. changes.Select(change => new PlaceChange(change.Key.Slot, change.Key.ByStaff, change.Value))];

    /// <summary>Cooling places that go to somebody as they are, taken.</summary>
    public IReadOnlyDictionary<Guid, int> HandedOn => handedOn;

    /// <summary>Bookings on top of full slots.</summary>
    public IReadOnlyDictionary<Guid, int> Extra => extra;

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

    /// <summary>A place that cools in each slot of the chain, for those who may have one before the public.</summary>
    /// <param name="chain">The slots.</param>
    /// <param name="orFree">Where none cools, a free one.</param>
    public bool TakeCooling(IReadOnlyList<Guid> chain, bool orFree)
    {
        if (chain.Any(slot => CoolingOf(slot) < 1 && !(orFree && FreeOf(slot, byStaff: false) > 0)))
        {
            return false;
        }

        var warm = chain.Where(slot => CoolingOf(slot) > 0).ToList();
        warm.ForEach(slot => handedOn[slot] = handedOn.GetValueOrDefault(slot) + 1);
        Change(PlaceChange.Take(chain.Except(warm), byStaff: false));
        return true;
    }

    /// <summary>On top of every slot of the chain, as far as the centre allows.</summary>
    public bool Overbook(IReadOnlyList<Guid> chain, int most)
    {
        if (chain.Any(slot => slots[slot].Overbooked + extra.GetValueOrDefault(slot) >= most))
        {
            return false;
        }

        chain.ToList().ForEach(slot => extra[slot] = extra.GetValueOrDefault(slot) + 1);
        return true;
    }

    public void Change(IEnumerable<PlaceChange> given)
    {
        foreach (var change in given)
        {
            changes[(change.SlotId, change.ByStaff)] = changes.GetValueOrDefault((change.SlotId, change.ByStaff)) + change.By;
        }
    }

    private int CoolingOf(Guid id) => (cooling?.GetValueOrDefault(id) ?? 0) - handedOn.GetValueOrDefault(id);

    private int FreeOf(Guid id, bool byStaff) => (byStaff ? slots[id].FreeForStaff : plan.FreeAt(slots[id], slots[id].Taken, now)) - changes.GetValueOrDefault((id, byStaff));
}
