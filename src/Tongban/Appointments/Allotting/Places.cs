using Microsoft.EntityFrameworkCore;
using Npgsql;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Places of slots, taken and freed by one guarded statement inside the caller's transaction, the slots locked before it in
/// the order of their ids, so that two bookings never wait for each other in a circle. The "where" is the guard; the
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
        var sums = changes.GroupBy(change => change.SlotId)
            .Select(slot => new SlotChange(slot.Key, Sum(slot, byStaff: false), Sum(slot, byStaff: true)))
            .Where(slot => slot.By != 0 || slot.ByStaff != 0)
            .Select(slot => open is null || slot.By <= 0 ? slot : slot with { Open = open(slot.Id) })
            .OrderBy(slot => slot.Id)
            .ToList();
        if (sums.Count > 0)
        {
            await WithRetriesAsync(() => WriteAsync(sums, stop), stop);
        }
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

    // A place freed and taken at once needs no statement.
    private static int Sum(IEnumerable<PlaceChange> changes, bool byStaff) => changes.Where(change => change.ByStaff == byStaff).Sum(change => change.By);

    // A positive sum takes, a negative one frees.
    private async Task WriteAsync(List<SlotChange> slots, CancellationToken stop)
    {
        if (slots.Count > 1)
        {
            await db.LockAsync<Slot>([.. slots.Select(slot => slot.Id)], stop);
        }

        if (await SlotRows.ChangeAsync(db, slots, stop) < slots.Count)
        {
            Refusal.Unless(!slots.Any(slot => slot.By > 0 || slot.ByStaff > 0), "appointment.slot-full");
            throw new InvalidOperationException($"One of the slots {string.Join(", ", slots.Select(slot => slot.Id))} has fewer places taken than are given back.");
        }
    }

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
