using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Ratings at an evaluator while its place was closed: nobody can have stood there. On one's own phone one rates in the
/// evening, and terminals run day and night: of those the rule says nothing. Nor of days whose calendar is not published.
/// </summary>
public sealed class HoursFinder(TongbanDb db, HallClock clock, Openings openings, FairPlayRules rules) : IFairPlayFinder
{
    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var (grace, least) = (TimeSpan.FromMinutes(rules["outsideMinutes"]), rules["outsideRatings"]);
        var rows = await (
            from rating in db.Set<Rating>().AsNoTracking()
            where rating.RatedAt >= days.Since && rating.RatedAt < days.Until && rating.Channel == RatingChannel.HallTablet
            join window in db.Set<Window>() on rating.WindowId equals window.Id
            select new { rating.Id, rating.SiteId, window.ZoneId, rating.RatedAt }).ToListAsync(stop);
        var calendars = await openings.OfAllAsync();
        var outside = rows.Where(row => calendars.TryGetValue(row.SiteId, out var calendar) && IsClosed(calendar, row.ZoneId, clock.Local(row.RatedAt), grace));
        return [.. outside.GroupBy(row => (row.SiteId, Day: clock.DayOf(row.RatedAt))).Where(group => group.Count() >= least).Select(group =>
            new Finding(FairPlayRule.OutsideHours, $"{group.Key.SiteId:N} {group.Key.Day:O}", group.Key.Day, group.Key.Day, [.. group.OrderBy(row => row.RatedAt).Select(row => new FoundRating(row.Id))], group.Count(), least)
            {
                SiteId = group.Key.SiteId,
                Within = rules["outsideMinutes"],
            })];
    }

    // A place without any hours, or a day that is not known, is not closed: we cannot say.
    private static bool IsClosed(OpeningCalendar calendar, Guid zoneId, DateTime local, TimeSpan grace) =>
        calendar.KindOf(DateOnly.FromDateTime(local)) is not null
        && Enum.GetValues<DayKind>().Any(kind => calendar.PatternOf(kind, DateOnly.FromDateTime(local), zoneId).Count > 0)
        && !new[] { local - grace, local, local + grace }.Any(at => calendar.IsOpenAt(at, zoneId));
}

/// <summary>
/// Rated before the service had ended. Our own services are recorded when they end, so nobody can rate them sooner; it is
/// found among ratings that came from elsewhere: imported, or from the province's pages.
/// </summary>
public sealed class EndFinder(TongbanDb db, HallClock clock) : IFairPlayFinder
{
    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var rows = await (
            from rating in db.Set<Rating>().AsNoTracking()
            where rating.RatedAt >= days.Since && rating.RatedAt < days.Until && !rating.IsDefault
            join service in db.Set<Service>() on rating.ServiceId equals service.Id
            where rating.RatedAt < service.EndedAt
            select new { rating.Id, rating.SiteId, rating.RatedAt }).ToListAsync(stop);
        return [.. rows.GroupBy(row => (row.SiteId, Day: clock.DayOf(row.RatedAt))).Select(group =>
            new Finding(FairPlayRule.BeforeEnd, $"{group.Key.SiteId:N} {group.Key.Day:O}", group.Key.Day, group.Key.Day, [.. group.OrderBy(row => row.RatedAt).Select(row => new FoundRating(row.Id))], group.Count(), 1) { SiteId = group.Key.SiteId })];
    }
}
