using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Live;

namespace Tongban.Gate;

/// <summary>
/// How many are inside a zone: one guarded statement in and one out, inside the caller's transaction, so that no
/// two gates let the last one in twice.
/// </summary>
public sealed class ZoneCount(TongbanDb db, HallClock clock, LiveNews news)
{
    /// <summary>Counts people in; false when the zone has no room for all of them.</summary>
    public Task<bool> EnterAsync(Guid zoneId, int people, bool refuseWhenFull, Actor by, CancellationToken stop = default) =>
        MoveAsync(db.Set<Zone>().Where(z => z.Id == zoneId && (!refuseWhenFull || z.Inside + people <= z.Capacity)), zoneId, people, "zone.entered", by, stop);

    /// <summary>Counts people out; false when fewer are inside.</summary>
    public Task<bool> LeaveAsync(Guid zoneId, int people, Actor by, CancellationToken stop = default) =>
        MoveAsync(db.Set<Zone>().Where(z => z.Id == zoneId && z.Inside >= people), zoneId, -people, "zone.left", by, stop);

    /// <summary>Sets the number right, after heads were counted; refused when it moved since it was looked at.</summary>
    public async Task CorrectAsync(Guid zoneId, int seen, int counted, string reason, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(counted >= 0, "gate.not-a-count");
        db.Add(new ZoneCorrection(db.CentreId, zoneId, seen, counted, reason, clock.Now, by));
        var moved = await MoveAsync(db.Set<Zone>().Where(z => z.Id == zoneId && z.Inside == seen), zoneId, counted - seen, "zone.corrected", by, stop);
        Refusal.Unless(moved, "gate.count-moved");
        await db.SaveChangesAsync(stop);
    }

    private async Task<bool> MoveAsync(IQueryable<Zone> guarded, Guid zoneId, int by, string what, Actor actor, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A zone is counted in the transaction that lets people in.");
        }

        var moved = await guarded.ExecuteUpdateAsync(
            set => set.SetProperty(z => z.Inside, z => z.Inside + by).SetProperty(z => z.Version, z => z.Version + 1), stop);
        if (moved == 1)
        {
            await NoteAsync(zoneId, by, what, actor, stop);
        }

        return moved == 1;
    }

    // The statement holds the row until the end of the transaction, so this is its own version.
    private async Task NoteAsync(Guid zoneId, int by, string what, Actor actor, CancellationToken stop)
    {
        var now = await db.Set<Zone>().Where(z => z.Id == zoneId).Select(z => new { z.SiteId, z.Version, z.Inside }).SingleAsync(stop);
        var data = JsonSerializer.Serialize(new { by, now.Inside }, JsonSerializerOptions.Web);
        db.Facts.Add(Fact.Of(db.CentreId, nameof(Zone), zoneId, now.Version, what, clock.Now, actor.ToString(), data));
        await db.SaveChangesAsync(stop);
        news.Changed(now.SiteId, zoneId);
    }
}
