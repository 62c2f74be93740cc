using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Bursts by device, by phone or computer, by network: the database counts, and only what has enough ratings in a day is read.
/// The key is the first rating of the burst, so that no mark outlives the traces.
/// </summary>
public sealed class BurstFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    private sealed record Row(Guid RatingId, Guid? DeviceId, string? Mark, int? Seconds, DateTime GivenAt, Guid SiteId);

    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var traces = db.Set<RatingTrace>().AsNoTracking().Where(trace => trace.GivenAt >= days.Since && trace.GivenAt < days.Until);
        var (device, browser, network) = (rules["deviceRatings"], rules["browserRatings"], rules["networkRatings"]);
        var devices = await traces.Where(trace => trace.DeviceId != null).GroupBy(trace => trace.DeviceId).Where(group => group.Count() >= device).Select(group => group.Key).ToListAsync(stop);
        var browsers = await traces.Where(trace => trace.BrowserMark != null).GroupBy(trace => trace.BrowserMark).Where(group => group.Count() >= browser).Select(group => group.Key).ToListAsync(stop);
        var networks = await traces.Where(trace => trace.NetworkMark != null).GroupBy(trace => trace.NetworkMark).Where(group => group.Count() >= network).Select(group => group.Key).ToListAsync(stop);
        return
        [
            .. await OfAsync(FairPlayRule.DeviceBurst, traces.Where(trace => devices.Contains(trace.DeviceId)), row => row.DeviceId?.ToString(), device, rules["deviceMinutes"], stop),
            .. await OfAsync(FairPlayRule.BrowserBurst, traces.Where(trace => browsers.Contains(trace.BrowserMark)), row => row.Mark, browser, rules["browserMinutes"], stop, byBrowser: true),
            .. await OfAsync(FairPlayRule.NetworkBurst, traces.Where(trace => networks.Contains(trace.NetworkMark)), row => row.Mark, network, rules["networkMinutes"], stop),
        ];
    }

    private async Task<IEnumerable<Finding>> OfAsync(FairPlayRule rule, IQueryable<RatingTrace> traces, Func<Row, string?> by, int least, int minutes, CancellationToken stop, bool byBrowser = false)
    {
        var rows = await traces.Join(db.Set<Rating>(), trace => trace.RatingId, rating => rating.Id, (trace, rating) => new { trace, rating })
            .Select(one => new Row(one.trace.RatingId, one.trace.DeviceId, byBrowser ? one.trace.BrowserMark : one.trace.NetworkMark, one.trace.Seconds, one.trace.GivenAt, one.rating.SiteId)).ToListAsync(stop);
        return rows.GroupBy(by).SelectMany(group => Bursts.In([.. group.OrderBy(row => row.GivenAt).ThenBy(row => row.RatingId)], row => row.GivenAt, least, minutes)).Select(burst => Found(rule, burst, least, minutes));
    }

    private Finding Found(FairPlayRule rule, IReadOnlyList<Row> burst, int least, int minutes) =>
        new(rule, burst[0].RatingId.ToString("N"), clock.DayOf(burst[0].GivenAt), clock.DayOf(burst[^1].GivenAt), [.. burst.Select(row => new FoundRating(row.RatingId, row.Seconds, row.DeviceId))], burst.Count, least)
        {
            SiteId = burst.Select(row => row.SiteId).Distinct().Count() == 1 ? burst[0].SiteId : null,
            DeviceId = rule == FairPlayRule.DeviceBurst ? burst[0].DeviceId : null,
            Within = minutes,
        };
}

/// <summary>Ratings that came before the page could be read: one proves nothing, several of one clerk or window on one day are shown.</summary>
public sealed class ReadingFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var (seconds, least) = (rules["readingSeconds"], rules["fastRatings"]);
        var fast = await db.Set<RatingTrace>().AsNoTracking()
            .Where(trace => trace.GivenAt >= days.Since && trace.GivenAt < days.Until && trace.Seconds != null && trace.Seconds < seconds)
            .Join(db.Set<Rating>(), trace => trace.RatingId, rating => rating.Id, (trace, rating) => new { trace.RatingId, trace.Seconds, trace.DeviceId, trace.GivenAt, rating.SiteId, rating.StaffId, rating.WindowId })
            .ToListAsync(stop);
        return [.. fast.GroupBy(one => (Day: clock.DayOf(one.GivenAt), one.SiteId, Of: one.StaffId ?? one.WindowId)).Where(group => group.Count() >= least).Select(group =>
            new Finding(FairPlayRule.FasterThanReading, $"{group.Key.SiteId:N} {group.Key.Of:N} {group.Key.Day:O}", group.Key.Day, group.Key.Day, [.. group.Select(one => new FoundRating(one.RatingId, one.Seconds, one.DeviceId))], group.Count(), least)
            {
                SiteId = group.Key.SiteId,
                StaffId = group.First().StaffId,
                Within = seconds,
            })];
    }
}
