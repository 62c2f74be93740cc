using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Appointments;

/// <summary>In which zone of a site a matter group is handled: the one where most of its windows are.</summary>
public sealed class GroupAreas(TongbanDb db)
{
    /// <summary>By group; a group without a window here has none, a window without a zone gives null.</summary>
    public async Task<IReadOnlyDictionary<Guid, Zone?>> OfAsync(Guid siteId, CancellationToken stop)
    {
        var zones = await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == siteId).ToDictionaryAsync(zone => zone.Id, stop);
        var windows = await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).ToListAsync(stop);
        return windows.SelectMany(window => window.Groups.Select(served => (window.ZoneId, served.GroupId)))
            .GroupBy(served => served.GroupId)
            .ToDictionary(served => served.Key, served => zones.GetValueOrDefault(served.GroupBy(one => one.ZoneId).MaxBy(zone => zone.Count())!.Key));
    }
}
