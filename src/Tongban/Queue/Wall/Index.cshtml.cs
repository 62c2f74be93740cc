using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Queue.Wall;

/// <summary>Leads a display to the board of its place; the hall manager chooses one.</summary>
[NeedsDevice(DeviceKind.Display, Permission.ManageHall)]
public sealed class IndexModel(TongbanDb db, CurrentDevice device) : TongbanPage
{
    public IReadOnlyList<(Site Site, IReadOnlyList<Zone> Zones)> Boards { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid? site, Guid? zone)
    {
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(s => s.Code).ToListAsync(HttpContext.RequestAborted);
        var zones = await db.Set<Zone>().AsNoTracking().OrderBy(z => z.Code).ToListAsync(HttpContext.RequestAborted);
        var itsZone = zones.Find(z => z.Id == (zone ?? device.ZoneId));
        if (sites.Find(s => s.Id == (itsZone?.SiteId ?? site ?? device.SiteId)) is { } itsSite)
        {
            return Redirect(itsZone is null ? $"/wall/{itsSite.Code}" : $"/wall/{itsSite.Code}/{itsZone.Code}");
        }

        var withWindows = await db.Set<Window>().Select(window => window.ZoneId).ToHashSetAsync(HttpContext.RequestAborted);
        Boards = [.. sites.Select(s => (s, (IReadOnlyList<Zone>)[.. zones.Where(z => z.SiteId == s.Id && withWindows.Contains(z.Id))]))];
        return Page();
    }
}
