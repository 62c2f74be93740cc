using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Gate;

/// <summary>The zones behind a gate, and which of them a matter is served in.</summary>
public sealed class GateZones(TongbanDb db)
{
    /// <summary>Zones that people go to, with their numbers; those without a letter are corridors and corners.</summary>
    public async Task<IReadOnlyList<Zone>> AllAsync(Guid siteId, CancellationToken stop = default)
    {
        var zones = await db.Set<Zone>().AsNoTracking().Where(z => z.SiteId == siteId).OrderBy(z => z.Letter).ThenBy(z => z.Code).ToListAsync(stop);
        var lettered = zones.Where(zone => zone.Letter.Length > 0).ToList();
        return lettered.Count > 0 ? lettered : zones;
    }

    /// <summary>The zone of the first window that serves the group; null where none does.</summary>
    public async Task<Guid?> OfGroupAsync(Guid siteId, Guid groupId, CancellationToken stop = default) =>
        await db.Set<Window>().Where(w => w.SiteId == siteId && w.Groups.Any(g => g.GroupId == groupId))
            .OrderBy(w => w.Code).Select(w => (Guid?)w.ZoneId).FirstOrDefaultAsync(stop);

    /// <summary>The groups that windows of this site serve.</summary>
    public async Task<IReadOnlyList<MatterGroup>> GroupsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<MatterGroup>().AsNoTracking()
            .Where(g => db.Set<WindowGroup>().Any(wg => wg.GroupId == g.Id && db.Set<Window>().Any(w => w.Id == wg.WindowId && w.SiteId == siteId)))
            .OrderBy(g => g.TicketLetter).ToListAsync(stop);

    /// <summary>The profile that holds at this site now: the latest switch's.</summary>
    public Task<ProfileSwitch?> LatestSwitchAsync(Guid siteId, CancellationToken stop = default) =>
        db.Set<ProfileSwitch>().AsNoTracking().Where(s => s.SiteId == siteId).OrderByDescending(s => s.SwitchedAt).FirstOrDefaultAsync(stop);

    /// <summary>Refuses a zone of another site.</summary>
    public async Task MustBeOfAsync(Guid siteId, Guid zoneId, CancellationToken stop = default) =>
        Refusal.Unless(await db.Set<Zone>().AnyAsync(z => z.Id == zoneId && z.SiteId == siteId, stop), "gate.zone-unknown");
}
