using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Shared;

namespace Tongban.Network.Places;

/// <summary>A site in the list, with what it offers and how far it is, if that was asked.</summary>
public sealed record ListedSite(Site Site, OpeningCalendar Calendar, int Items, double? Metres);

/// <summary>All places, the nearest first when the person says where they are. The position is used once and not kept.</summary>
[AllowAnonymous]
public sealed class ListModel(TongbanDb db, Openings openings, PublishedGuides guides, HoursInWords hours) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "lat")]
    public double? Latitude { get; set; }

    [BindProperty(SupportsGet = true, Name = "lon")]
    public double? Longitude { get; set; }

    /// <summary>A site's code, for somebody who knows that place.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Near { get; set; }

    public IReadOnlyList<ListedSite> Sites { get; private set; } = [];

    public Site? NearSite { get; private set; }

    public HoursInWords Hours => hours;

    public bool IsSorted => From is not null;

    private (double Latitude, double Longitude)? From =>
        NearSite is { } known ? (known.Latitude, known.Longitude)
        : Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180 ? (Latitude.Value, Longitude.Value)
        : null;

    public async Task OnGetAsync()
    {
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Code).ToListAsync();
        NearSite = sites.FirstOrDefault(site => site.Code == Near);
        var calendars = await openings.OfAllAsync();
        var offered = (await guides.AllAsync()).SelectMany(guide => guide.Content.Sites).CountBy(code => code).ToDictionary();
        Sites = [.. sites.Select(site => new ListedSite(site, calendars[site.Id], offered.GetValueOrDefault(site.Code), MetresTo(site)))
            .OrderBy(listed => listed.Metres ?? 0).ThenBy(listed => listed.Site.Kind != SiteKind.MainHall)];
    }

    private double? MetresTo(Site site) => From is { } from ? Distance.Metres(from.Latitude, from.Longitude, site.Latitude, site.Longitude) : null;
}
