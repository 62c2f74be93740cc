using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;

namespace Tongban.Appointments;

/// <summary>How many places of slots somebody may have: what every view counts, and what a hold at that instant would get.</summary>
public sealed class Usable(IReadOnlyDictionary<Guid, int> freed, IReadOnlyDictionary<Guid, int> cooling, IReadOnlySet<Guid> own, bool forStaff, ReleasePlan plan, DateTime now)
{
    /// <summary>Of one slot. What is free, what a dead hold keeps, what has cooled, and what the booking that is to move keeps itself.</summary>
    public int Of(Slot slot) => slot.ClosedAt is not null ? 0
        : Math.Max(0, forStaff ? slot.FreeForStaff + freed.GetValueOrDefault(slot.Id) : plan.FreeAt(slot, TakenOf(slot), now)) + (own.Contains(slot.Id) ? 1 : 0);

    /// <summary>Public places of one slot that somebody really keeps, or that cool.</summary>
    public int TakenOf(Slot slot) => Math.Max(0, slot.Taken - (forStaff ? 0 : freed.GetValueOrDefault(slot.Id)));

    /// <summary>When more of the public places open; null where none open later, and for staff.</summary>
    public NextRelease? NextOf(IReadOnlyList<Slot> chain) => forStaff ? null : plan.NextOf(chain, TakenOf, now);

    /// <summary>Of the fullest slot of a chain; for staff also those that cool in every one of them.</summary>
    public int Of(Chain chain) => chain.Least(Of) + (forStaff ? chain.Least(slot => slot.ClosedAt is null ? cooling.GetValueOrDefault(slot.Id) : 0) : 0);

    /// <summary>For the waiting list: free, or cooling.</summary>
    public int OrCooling(Slot slot) => slot.ClosedAt is not null ? 0 : Of(slot) + cooling.GetValueOrDefault(slot.Id);
}

/// <summary>Reads them, the same for the month, the day, the board and the lists of the desk.</summary>
public sealed class UsablePlaces(TongbanDb db, HallClock clock, Releases releases)
{
    /// <param name="slots">Of which slots.</param>
    /// <param name="forStaff">Staff places instead of public ones.</param>
    /// <param name="moving">A booking that is to move: its own places count as free for it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Usable> OfAsync(IEnumerable<Slot> slots, bool forStaff, Appointment? moving, CancellationToken stop)
    {
        var all = slots as IReadOnlyCollection<Slot> ?? [.. slots];
        var ids = all.Select(slot => slot.Id).ToHashSet();
        var now = clock.Now;
        var mine = (await CoolingAsync(stop)).Where(row => ids.Contains(row.SlotId)).ToList();
        var dead = (await DeadAsync(forStaff ? PlaceKind.Staff : PlaceKind.Public, now, stop)).Where(ids.Contains);
        var freed = forStaff ? dead : dead.Concat(mine.Where(row => row.UntilAt <= now).Select(row => row.SlotId));
        var own = moving is not null && moving.Kind == (forStaff ? PlaceKind.Staff : PlaceKind.Public) ? moving.SlotIds : [];
        var plan = forStaff ? ReleasePlan.AtOnce : await releases.OfAsync(all.Select(slot => slot.SiteId), stop);
        return new(Counted(freed), Counted(mine.Where(row => row.UntilAt > now).Select(row => row.SlotId)), own.ToHashSet(), forStaff, plan, now);
    }

    // All that cool at this moment are few; asking for them by thousands of slots would cost more.
    private Task<List<CoolingPlace>> CoolingAsync(CancellationToken stop) => db.Set<CoolingPlace>().AsNoTracking().ToListAsync(stop);

    private Task<List<Guid>> DeadAsync(PlaceKind kind, DateTime now, CancellationToken stop) => db.Set<Appointment>().AsNoTracking()
        .Where(a => a.Status == AppointmentStatus.Held && a.FreeAt <= now && a.Kind == kind)
        .SelectMany(a => a.Places.Select(place => place.SlotId)).ToListAsync(stop);

    private static Dictionary<Guid, int> Counted(IEnumerable<Guid> slots) => slots.GroupBy(slot => slot).ToDictionary(slot => slot.Key, slot => slot.Count());
}
