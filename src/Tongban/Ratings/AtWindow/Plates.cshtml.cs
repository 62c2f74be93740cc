using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.AtWindow;

/// <summary>The plates of a site's windows, one on each sheet of A4, to be printed and put up.</summary>
[Needs(Permission.CollectRatings)]
public sealed class PlatesModel(TongbanDb db) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public Site? Place { get; private set; }

    public IReadOnlyList<Network.Window> Windows { get; private set; } = [];

    public string AddressOf(Network.Window window) => Url.PageLink("/Ratings/AtWindow/Window", values: new { site = Place!.Code, window = window.Code })!;

    public async Task OnGetAsync()
    {
        Sites = [.. (await db.Set<Site>().AsNoTracking().Where(site => db.Set<Network.Window>().Any(window => window.SiteId == site.Id)).ToListAsync()).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal)];
        Place = Sites.FirstOrDefault(site => site.Code == SiteCode) ?? Sites.FirstOrDefault();
        Windows = Place is null ? [] : [.. (await db.Set<Network.Window>().AsNoTracking().Where(window => window.SiteId == Place.Id).ToListAsync()).OrderBy(window => window.Code, StringComparer.Ordinal)];
    }
}
