using Microsoft.AspNetCore.Authorization;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Network;
using Tongban.Ratings.Figures;
using Tongban.Shared;
using Tongban.Shared.Shell;
using Tongban.Shared.Words;

namespace Tongban.Home;

/// <summary>The portal's front door. Every number on it is counted; what has no data yet is not shown.</summary>
[AllowAnonymous]
public sealed class IndexModel(TongbanDb db, Fronts fronts, HoursInWords hours, Say say) : TongbanPage
{
    private Front front = null!;

    public bool IsElder => HttpContext.Has(Preferences.Elder);

    public HallToday? Hall => front.Hall;

    public IReadOnlyList<LifeEvent> LifeEvents => front.LifeEvents;

    public IReadOnlyList<PublishedGuide> Guides => front.Guides;

    public IReadOnlyList<(Site Site, OpeningCalendar Calendar)> NearSites => front.NearSites;

    public int SiteCount => front.SiteCount;

    /// <summary>First ratings of this year, as far as its months are published.</summary>
    public PublicCounts Ratings => front.Ratings;

    public HoursInWords Hours => hours;

    /// <summary>By its hours, and its manager has not closed the day.</summary>
    public bool IsOpen(HallToday hall) => !hall.IsClosed && hours.IsOpen(hall.Calendar);

    /// <summary>What one may type, of which this catalogue has something.</summary>
    public IReadOnlyList<string> Examples => front.Examples;

    /// <summary>Matters that old people often come for, as far as this catalogue has them.</summary>
    public IReadOnlyList<PublishedGuide> ForElders =>
        [.. say["home.elder-examples"].Split('|').Select(example => GuideSearch.Search(example, Guides).FirstOrDefault()).OfType<PublishedGuide>().DistinctBy(guide => guide.Code)];

    public async Task OnGetAsync() => front = await fronts.OfAsync(db.CentreId);
}
