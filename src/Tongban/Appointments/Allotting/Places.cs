using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Places of slots, taken and freed by guarded statements inside the caller's transaction, always in the order of
/// the slots' ids, so that two bookings never wait for each other in a circle. The "where" is the guard; each
/// statement raises the version, so a loaded slot cannot overwrite it.
/// </summary>
public sealed class Places(TongbanDb db)
{
    private const int Tries = 4;

    /// <summary>Frees what is left and takes what is new. A full slot refuses and undoes nothing: the caller's transaction does.</summary>
    /// <param name="changes">What is taken and freed.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="open">How many public places of a slot are open now; all of them where it is not said. A guard as well.</param>
    /// <remarks>Refusal: <c>appointment.slot-full</c>.</remarks>
    public async Task ChangeAsync(IEnumerable<PlaceChange> changes, CancellationToken stop, Func<Guid, int>? open = null)
    {
        var inOrder = changes.GroupBy(change => (change.SlotId, change.ByStaff))
            .Select(group => (group.Key.SlotId, group.Key.ByStaff, By: group.Sum(change => change.By)))
            .OrderBy(change => change.SlotId).ThenBy(change => change.ByStaff)
            .ToList();
        await WithRetriesAsync(async () =>
        {
            foreach (var (slot, byStaff, by) in inOrder)
            {
                await OneAsync(slot, byStaff, by, by > 0 && !byStaff ? open?.Invoke(slot) ?? int.MaxValue : int.MaxValue, stop);
            }
        }, stop);
    }

    /// <summary>Counts bookings on top of full slots.</summary>
    /// <remarks>Refusal: <c>appointment.overbooked-enough</c>.</remarks>
    public async Task OverbookAsync(IReadOnlyDictionary<Guid, int> counts, int most, CancellationToken stop)
    {
        foreach (var (id, count) in counts.OrderBy(one => one.Key))
        {
            var counted = await db.Set<Slot>().Where(slot => slot.Id == id && slot.ClosedAt == null && slot.Overbooked + count <= most)
                .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Overbooked, slot => slot.Overbooked + count).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop);
            Refusal.Unless(counted == 1, "appointment.overbooked-enough", most);
        }
    }

    public async Task EndOverbookedAsync(IEnumerable<Guid> slotIds, CancellationToken stop)
    {
        foreach (var id in slotIds.Order())
        {
            await db.Set<Slot>().Where(slot => slot.Id == id && slot.Overbooked > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Overbooked, slot => slot.Overbooked - 1).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop);
        }
    }

    // A positive sum takes, a negative one frees; a place freed and taken at once needs no statement.
    private async Task OneAsync(Guid slotId, bool byStaff, int by, int open, CancellationToken stop)
    {
        if (by > 0)
        {
            Refusal.Unless(await TakeAsync(slotId, byStaff, by, open, stop) == 1, "appointment.slot-full");
        }
        else if (by < 0 && await FreeAsync(slotId, byStaff, -by, stop) != 1)
        {
            throw new InvalidOperationException($"The slot {slotId} has fewer places taken than are given back.");
        }
    }

    private Task<int> TakeAsync(Guid slotId, bool byStaff, int count, int open, CancellationToken stop) => byStaff
        ? db.Set<Slot>().Where(slot => slot.Id == slotId && slot.ClosedAt == null && slot.StaffTaken + count <= slot.StaffCapacity)
            .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.StaffTaken, slot => slot.StaffTaken + count).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop)
        : db.Set<Slot>().Where(slot => slot.Id == slotId && slot.ClosedAt == null && slot.Taken + count <= slot.Capacity && slot.Taken + count <= open)
            .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Taken, slot => slot.Taken + count).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop);

    private Task<int> FreeAsync(Guid slotId, bool byStaff, int count, CancellationToken stop) => byStaff
        ? db.Set<Slot>().Where(slot => slot.Id == slotId && slot.StaffTaken >= count)
            .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.StaffTaken, slot => slot.StaffTaken - count).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop)
        : db.Set<Slot>().Where(slot => slot.Id == slotId && slot.Taken >= count)
            .ExecuteUpdateAsync(set => set.SetProperty(slot => slot.Taken, slot => slot.Taken - count).SetProperty(slot => slot.Version, slot => slot.Version + 1), stop);

    // Whoever else touches slots (the planning of days) could still meet us: PostgreSQL then ends one of the two with
    // 40P01, which is tried again from a savepoint and never shown.
    private async Task WithRetriesAsync(Func<Task> statements, CancellationToken stop)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Places change in the transaction that uses them.");
        if (!db.Database.IsNpgsql())
        {
            // One writer meets nobody, and after a savepoint SQLite would copy every page before it is written.
            await statements();
            return;
        }

        for (var attempt = 1; ; attempt++)
        {
            await transaction.CreateSavepointAsync("places", stop);
            try
            {
                await statements();
                return;
            }
            catch (PostgresException deadlock) when (deadlock.SqlState == PostgresErrorCodes.DeadlockDetected && attempt < Tries)
            {
                await transaction.RollbackToSavepointAsync("places", CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(50 * attempt), stop);
            }
        }
    }
}

/// <summary>Places of one slot that are taken (1) or freed (−1).</summary>
public readonly record struct PlaceChange(Guid SlotId, bool ByStaff, int By)
{
    public static IEnumerable<PlaceChange> Take(IEnumerable<Guid> slots, bool byStaff) => slots.Select(slot => new PlaceChange(slot, byStaff, 1));

    public static IEnumerable<PlaceChange> Free(IEnumerable<Guid> slots, bool byStaff) => slots.Select(slot => new PlaceChange(slot, byStaff, -1));
}
