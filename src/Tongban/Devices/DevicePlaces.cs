using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Devices;

/// <summary>A place as the administrator chooses it from a list.</summary>
/// <param name="Value">Site, zone and window, as the form sends it.</param>
/// <param name="NameZh">Site, and zone or window, as the signs say.</param>
/// <param name="NameEn">The same in English.</param>
public sealed record PlaceChoice(string Value, string NameZh, string NameEn);

/// <summary>The places where a device can stand: sites, their zones, their windows.</summary>
public sealed class DevicePlaces(TongbanDb db)
{
    public static string Value(DevicePlace place) => $"{place.SiteId:N}.{place.ZoneId:N}.{place.WindowId:N}";

    public static DevicePlace? Parse(string? value) =>
        value?.Split('.') is [var site, var zone, var window] && Guid.TryParse(site, out var siteId)
            ? new DevicePlace(siteId, Id(zone), Id(window))
            : null;

    public async Task<IReadOnlyList<PlaceChoice>> AllAsync(CancellationToken stop)
    {
        var sites = (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).OrderBy(s => s.Kind).ThenBy(s => s.Code, StringComparer.Ordinal);
        var zones = await db.Set<Zone>().AsNoTracking().OrderBy(z => z.Code).ToListAsync(stop);
        var windows = await db.Set<Window>().AsNoTracking().OrderBy(w => w.Code).ToListAsync(stop);
        return [.. sites.SelectMany(site => OfSite(site, zones.Where(z => z.SiteId == site.Id), windows.Where(w => w.SiteId == site.Id)))];
    }

    private static IEnumerable<PlaceChoice> OfSite(Site site, IEnumerable<Zone> zones, IEnumerable<Window> windows) =>
    [
        new(Value(new(site.Id, null, null)), site.NameZh, site.NameEn),
        .. zones.Select(z => new PlaceChoice(Value(new(site.Id, z.Id, null)), $"{site.NameZh} · {z.NameZh}", $"{site.NameEn} · {z.NameEn}")),
        .. windows.Select(w => new PlaceChoice(Value(new(site.Id, w.ZoneId, w.Id)), $"{site.NameZh} · {w.NameZh}", $"{site.NameEn} · {w.NameEn}")),
    ];

    private static Guid? Id(string text) => Guid.TryParse(text, out var id) ? id : null;
}
