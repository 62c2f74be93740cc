using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// Locks slots in the order of their ids, frees what has cooled in them, and writes down what an <see cref="Allotment"/>
/// gave. Whoever takes places does it between these two.
/// </summary>
public sealed class Taking(TongbanDb db, HallClock clock, CoolingPlaces cooling, Places places, Releases releases, IOptions<BookingPolicy> policy)
{
    /// <summary>What is read under the lock is what the statements of <see cref="WriteAsync"/> will meet.</summary>
    public async Task<Allotment> LockAsync(IEnumerable<Guid> slotIds, CancellationToken stop)
    {
        var ids = slotIds.Distinct().ToList();
        await db.LockAsync<Slot>(ids, stop);
        var cooled = await cooling.LookAsync(ids, stop);
        var locked = await db.Set<Slot>().AsNoTracking().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop);
        var allotment = new Allotment(locked, await releases.OfAsync(locked.Select(slot => slot.SiteId), stop), clock.Now, cooled.Cooling);
        allotment.Change(cooled.Freed);
        return allotment;
    }

    /// <summary>Of the usual kind first; staff may then have one that cools, and at last, for a reason, one on top.</summary>
    public static PlaceKind? Choose(Allotment allotment, IReadOnlyList<Guid> wanted, PlaceKind usual, bool byStaff, string? overbook, BookingPolicy policy) =>
        allotment.Take(wanted, usual == PlaceKind.Staff) ? usual
        : byStaff && allotment.TakeCooling(wanted, orFree: false) ? PlaceKind.Public
        : byStaff && overbook is not null && allotment.Overbook(wanted, policy.OverbookedPerSlot) ? PlaceKind.Extra
        : null;

    public async Task WriteAsync(Allotment allotment, CancellationToken stop)
    {
        await cooling.HandOnAsync(allotment.HandedOn, stop);
        await places.ChangeAsync(allotment.Changes, stop, allotment.OpenOf);
        await places.OverbookAsync(allotment.Extra, policy.Value.OverbookedPerSlot, stop);
    }
}
