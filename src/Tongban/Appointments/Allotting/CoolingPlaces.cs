using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;
using Tongban.Appointments.WaitingList;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Allotting;

/// <summary>A public place that somebody gave up and that is still counted as taken.</summary>
public sealed record CoolingPlace(Guid CentreId, Guid Id, Guid SlotId, DateTime UntilAt);

/// <summary>Places of some slots that were cooling: those whose instant has come, and how many go on.</summary>
public sealed record Cooled(IReadOnlyList<PlaceChange> Freed, IReadOnlyDictionary<Guid, int> Cooling);

/// <summary>
/// Places that cool. Each row is removed by one guarded statement of whoever holds its slot, who either gives the
/// place back to the public (its instant has come, whether or not a worker ran) or hands it on as it is, taken.
/// </summary>
public sealed class CoolingPlaces(TongbanDb db, HallClock clock, IOptions<BookingPolicy> policy)
{
    /// <summary>Puts the places that a booking gives up to cool; answers those that are free at once.</summary>
    public async Task<IReadOnlyList<PlaceChange>> GiveUpAsync(GivenUp given, CancellationToken stop)
    {
        var now = clock.Now;
        var until = CoolDown.Until(now, given.StartsAt, await IsAwaitedAsync(given, stop), policy.Value, clock, CoolDown.Lot(policy.Value));
        if (until <= now)
        {
            return [.. PlaceChange.Free(given.SlotIds, byStaff: false)];
        }

        await CoolAsync(given.SlotIds, until, stop);
        return [];
    }

    public Task CoolAsync(IEnumerable<Guid> slotIds, DateTime until, CancellationToken stop)
    {
        db.AddRange(slotIds.Select(slot => new CoolingPlace(db.CentreId, RowId.New(), slot, until)));
        return db.SaveChangesAsync(stop);
    }

    /// <summary>Frees what has cooled in slots that the caller has locked.</summary>
    public async Task<Cooled> LookAsync(IReadOnlyCollection<Guid> lockedSlots, CancellationToken stop)
    {
        var now = clock.Now;
        var rows = await db.Set<CoolingPlace>().AsNoTracking().Where(row => lockedSlots.Contains(row.SlotId)).OrderBy(row => row.Id).ToListAsync(stop);
        var freed = new List<PlaceChange>();
        foreach (var row in rows.Where(row => row.UntilAt <= now))
        {
            await RemoveAsync(row, stop);
            freed.AddRange(PlaceChange.Free([row.SlotId], byStaff: false));
        }

        return new(freed, rows.Where(row => row.UntilAt > now).GroupBy(row => row.SlotId).ToDictionary(slot => slot.Key, slot => slot.Count()));
    }

    /// <summary>Hands so many cooling places of locked slots on: they stay taken.</summary>
    public async Task HandOnAsync(IReadOnlyDictionary<Guid, int> counts, CancellationToken stop)
    {
        foreach (var (slot, count) in counts)
        {
            foreach (var row in await db.Set<CoolingPlace>().AsNoTracking().Where(row => row.SlotId == slot).OrderBy(row => row.UntilAt).ThenBy(row => row.Id).Take(count).ToListAsync(stop))
            {
                await RemoveAsync(row, stop);
            }
        }
    }

    /// <summary>Up to so many slots with a place that has cooled.</summary>
    public Task<List<Guid>> CooledSlotsAsync(int most, CancellationToken stop)
    {
        var now = clock.Now;
        return db.Set<CoolingPlace>().Where(row => row.UntilAt <= now).Select(row => row.SlotId).Distinct().OrderBy(id => id).Take(most).ToListAsync(stop);
    }

    // Its slot is locked, so nobody else has removed it since it was read.
    private async Task RemoveAsync(CoolingPlace row, CancellationToken stop)
    {
        if (await db.Set<CoolingPlace>().Where(one => one.Id == row.Id).ExecuteDeleteAsync(stop) != 1)
        {
            throw new InvalidOperationException($"The cooling place {row.Id} was removed without its slot's lock.");
        }
    }

    private Task<bool> IsAwaitedAsync(GivenUp given, CancellationToken stop) => db.Set<WaitingEntry>()
        .AnyAsync(entry => entry.Status == WaitingStatus.Waiting && entry.SiteId == given.SiteId && entry.Days.Any(day => day.On == given.On), stop);
}

/// <summary>Public places that a booking gives up.</summary>
public sealed record GivenUp(Guid SiteId, DateOnly On, DateTime StartsAt, IReadOnlyList<Guid> SlotIds);

public sealed class CoolingPlaceMapping : IEntityTypeConfiguration<CoolingPlace>
{
    public void Configure(EntityTypeBuilder<CoolingPlace> place)
    {
        place.HasKey(p => new { p.CentreId, p.Id });
        place.HasIndex(p => new { p.CentreId, p.SlotId });
        place.HasIndex(p => new { p.CentreId, p.UntilAt });

        place.RefersTo<CoolingPlace, Slot>(p => p.SlotId);
    }
}
