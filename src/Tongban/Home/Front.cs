using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings.Figures;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Shared.Words;

namespace Tongban.Home;

/// <summary>What everybody finds at the front door at one moment, in one language.</summary>
/// <param name="Hall">The main hall.</param>
/// <param name="Guides">All guides.</param>
/// <param name="Examples">What one may type, of which this catalogue has something.</param>
/// <param name="LifeEvents">In their order.</param>
/// <param name="NearSites">Some of the other sites.</param>
/// <param name="SiteCount">All sites.</param>
/// <param name="Ratings">First ratings of this year, as far as its months are published.</param>
public sealed record Front(
    HallToday? Hall,
    IReadOnlyList<PublishedGuide> Guides,
    IReadOnlyList<string> Examples,
    IReadOnlyList<LifeEvent> LifeEvents,
    IReadOnlyList<(Site Site, OpeningCalendar Calendar)> NearSites,
    int SiteCount,
    PublicCounts Ratings);

/// <summary>The front door, read together by those who come at the same moment.</summary>
public sealed class Fronts(IServiceScopeFactory scopes)
{
    private readonly JoinedReading<(Guid Centre, string Language), Front> going = new();

    public Task<Front> OfAsync(Guid centreId) => going.OfAsync((centreId, CultureInfo.CurrentUICulture.Name), () =>
        scopes.InCentreAsync(centreId, services => services.GetRequiredService<FrontReading>().ReadAsync()));
}

/// <summary>Reads the front door.</summary>
public sealed class FrontReading(TongbanDb db, HallNow hall, PublishedGuides guides, Openings openings, RatingCounts ratings, HallClock clock, Say say)
{
    private const int SitesShown = 4;

    internal async Task<Front> ReadAsync()
    {
        var all = await guides.AllAsync();
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Code).ToListAsync();
        var calendars = await openings.OfAllAsync();
        return new(
            await hall.ReadAsync(),
            all,
            [.. say["home.examples"].Split('|').Where(example => GuideSearch.Search(example, all).Count > 0)],
            await db.Set<LifeEvent>().AsNoTracking().OrderBy(lifeEvent => lifeEvent.Sort).ToListAsync(),
            [.. sites.Where(site => site.Kind != SiteKind.MainHall).Take(SitesShown).Select(site => (site, calendars[site.Id]))],
            sites.Count,
            await ratings.PublicAsync(new DateOnly(clock.Today.Year, 1, 1)));
    }
}
