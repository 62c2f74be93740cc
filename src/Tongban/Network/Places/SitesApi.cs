using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Api;
using Tongban.Shared.Words;

namespace Tongban.Network.Places;

/// <summary>Sites and their opening hours.</summary>
public static class SitesApi
{
    private const int MostDays = 60;

    public static void MapSitesApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Sites");
        api.MapGet("/sites", ListAsync).WithName("listSites").ForAnybody().Refuses("api.limit", "api.cursor");
        api.MapGet("/sites/{code}", ShowAsync).WithName("showSite").ForAnybody().MayBeMissing().Refuses("sites.days");
    }

    /// <summary>Lists the halls, township centres and terminals.</summary>
    /// <param name="limit">1 to 100, usually 20.</param>
    /// <param name="cursor">`next` of the page before.</param>
    /// <param name="db">The database.</param>
    /// <param name="openings">Opening hours.</param>
    /// <param name="clock">The hall's clock.</param>
    public static async Task<Ok<ApiPage<ListedSiteNow>>> ListAsync(int? limit, string? cursor, TongbanDb db, Openings openings, HallClock clock)
    {
        var sites = await db.Set<Site>().AsNoTracking().OrderBy(site => site.Code).ToListAsync();
        var calendars = await openings.OfAllAsync();
        return TypedResults.Ok(sites.Page(limit, cursor, site => site.Code, site => ListedSiteNow.Of(site, calendars[site.Id], clock)));
    }

    /// <summary>One site with its opening hours of the coming days.</summary>
    /// <remarks>Days of a year whose legal calendar is not published yet are left out: no hours are promised for them.</remarks>
    /// <param name="code">The site's code, in either case.</param>
    /// <param name="days">How many days from today on, 1 to 60, usually 14.</param>
    /// <param name="db">The database.</param>
    /// <param name="openings">Opening hours.</param>
    /// <param name="clock">The hall's clock.</param>
    public static async Task<Results<Ok<ShownSite>, NotFound>> ShowAsync(string code, int? days, TongbanDb db, Openings openings, HallClock clock)
    {
        Refusal.Unless(days is null or (>= 1 and <= MostDays), "sites.days", MostDays);
        var upper = code.ToUpperInvariant();
        if (await db.Set<Site>().AsNoTracking().SingleOrDefaultAsync(site => site.Code.ToUpper() == upper) is not { } site)
        {
            return TypedResults.NotFound();
        }

        var calendar = await openings.OfAsync(site.Id);
        var coming = Enumerable.Range(0, days ?? 14).Select(ahead => calendar.On(clock.Today.AddDays(ahead))).Where(day => day.Kind is not null);
        return TypedResults.Ok(new ShownSite(ListedSiteNow.Of(site, calendar, clock), Named.In(site.TransportZh, site.TransportEn), site.AccessibilityCodes, [.. coming.Select(DayHours.Of)]));
    }
}

/// <summary>A site.</summary>
/// <param name="Code">Its code: `H01`.</param>
/// <param name="Kind">What kind of place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Phone">Its telephone.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="IsOpen">Open at this moment.</param>
/// <param name="OpensAt">When it opens next; absent while open, or when that is not known.</param>
public sealed record ListedSiteNow(string Code, SiteKind Kind, string Name, string Address, string Phone, double Latitude, double Longitude, bool IsOpen, DateTimeOffset? OpensAt)
{
    public static ListedSiteNow Of(Site site, OpeningCalendar calendar, HallClock clock)
    {
        var local = clock.Local(clock.Now);
        var opens = calendar.IsOpenAt(local) ? null : calendar.NextOpening(local);
        return new(
            site.Code, site.Kind, Named.In(site.NameZh, site.NameEn), Named.In(site.AddressZh, site.AddressEn), site.Phone, site.Latitude, site.Longitude,
            calendar.IsOpenAt(local), opens is { } at ? clock.WithOffset(clock.At(DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at))) : null);
    }
}

/// <summary>A site with its hours.</summary>
/// <param name="Site">The site.</param>
/// <param name="Transport">How to get there.</param>
/// <param name="Accessibility">Codes: `ramp`, `lift`, `hearing_loop` …</param>
/// <param name="Days">The coming days.</param>
public sealed record ShownSite(ListedSiteNow Site, string Transport, IReadOnlyList<string> Accessibility, IReadOnlyList<DayHours> Days);

/// <summary>The hours of one day.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">Working day, weekend or statutory holiday.</param>
/// <param name="Holiday">The holiday's name.</param>
/// <param name="Exception">Why the day differs from the weekly pattern.</param>
/// <param name="Spans">When it is open, local time of the hall; none when closed.</param>
public sealed record DayHours(DateOnly On, DayKind Kind, string? Holiday, string? Exception, IReadOnlyList<HoursSpan> Spans)
{
    public static DayHours Of(OpeningDay day) => new(day.Day, day.Kind!.Value, day.Holiday, day.Exception, [.. day.Spans.Select(span => new HoursSpan(span.Opens, span.Closes))]);
}

/// <summary>From a time of day to another.</summary>
public sealed record HoursSpan(TimeOnly Opens, TimeOnly Closes);
