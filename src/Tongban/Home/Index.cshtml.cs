using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Shell;
using Tongban.Shared.Words;

namespace Tongban.Home;

/// <summary>The portal's front door. Every number on it is counted; what has no data yet is not shown.</summary>
[AllowAnonymous]
public sealed class IndexModel(TongbanDb db, HallNow hall, PublishedGuides guides, Openings openings, HoursInWords hours, HallClock clock, Say say) : TongbanPage
{
    private const int SitesShown = 4;

    public bool IsElder => HttpContext.Has(Preferences.Elder);

    public HallToday? Hall { get; private set; }

    public IReadOnlyList<LifeEvent> LifeEvents { get; private set; } = [];

    public IReadOnlyList<PublishedGuide> Guides { get; private set; } = [];

    public IReadOnlyList<(Site Site, OpeningCalendar Calendar)> NearSites { get; private set; } = [];

    public int SiteCount { get; private set; }

    /// <summary>First ratings of this year by level, the best first.</summary>
    public IReadOnlyList<(RatingLevel Level, int Count)> Ratings { get; private set; } = [];

    public HoursInWords Hours => hours;

    /// <summary>By its hours, and its manager has not closed the day.</summary>
    public bool IsOpen(HallToday hall) => !hall.IsClosed && hours.IsOpen(hall.Calendar);

    /// <summary>What one may type, of which this catalogue has something.</summary>
    public IReadOnlyList<string> Examples => [.. say["home.examples"].Split('|').Where(example => GuideSearch.Search(example, Guides).Count > 0)];

    /// <summary>Matters that old people often come for, as far as this catalogue has them.</summary>
    public IReadOnlyList<PublishedGuide> ForElders =>
        [.. say["home.elder-examples"].Split('|').Select(example => GuideSearch.Search(example, Guides).FirstOrDefault()).OfType<PublishedGuide>().DistinctBy(guide => guide.Code)];

    public async Task OnGetAsync()
    {
        Hall = await hall.ReadAsync();
        Guides = await guides.AllAsync();
        LifeEvents = await db.Set<LifeEvent>().AsNoTracking().OrderBy(lifeEvent => lifeEvent.Sort).ToListAsync();
        await ReadSitesAsync();
        await ReadRatingsAsync();
    }

    private async Task ReadSitesAsync()
    {
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Code).ToListAsync();
        var calendars = await openings.OfAllAsync();
        SiteCount = sites.Count;
        NearSites = [.. sites.Where(site => site.Kind != SiteKind.MainHall).Take(SitesShown).Select(site => (site, calendars[site.Id]))];
    }

    private async Task ReadRatingsAsync()
    {
        var from = clock.At(new DateOnly(clock.Today.Year, 1, 1), TimeOnly.MinValue);
        var counts = await db.Set<Rating>().Where(rating => rating.Number == 1 && rating.RatedAt >= from)
            .GroupBy(rating => rating.Level).Select(level => new { level.Key, Count = level.Count() }).ToListAsync();
        Ratings = [.. counts.OrderByDescending(level => level.Key.Stars).Select(level => (level.Key, level.Count))];
    }
}
