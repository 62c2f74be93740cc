using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Mending;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Counts a day from the columns of its services, ratings and rectifications. The only place that does: the roll-up, its
/// rebuilding and its check come to the same because they ask here.
/// </summary>
public sealed class DayCounting(TongbanDb db)
{
    private const char TagSeparator = ',';

    public async Task<SumsOfDay> OfAsync(DateOnly day, CancellationToken stop = default)
    {
        var sums = new SumsOfDay();
        await ServicesAsync(sums, day, stop);
        await RatingsAsync(sums, day, db.CountedRatings(), (level, count) => FigureCounts.None with { Levels = LevelCounts.Of([(level, count)]) }, stop);
        await RatingsAsync(sums, day, db.ExcludedRatings(), (_, count) => FigureCounts.None with { Excluded = count }, stop);
        await RatingsAsync(sums, day, db.DefaultRatings(), (level, count) => level.IsBad ? FigureCounts.None with { DefaultBad = count } : FigureCounts.None with { DefaultGood = count }, stop);
        await MendingAsync(sums, day, stop);
        await TagsAsync(sums, day, stop);
        return sums;
    }

    private async Task ServicesAsync(SumsOfDay sums, DateOnly day, CancellationToken stop)
    {
        var found = await ServicesOf(day)
            .GroupBy(service => new { service.SiteId, service.WindowId, service.StaffId, service.StaffCode, service.ItemId, service.Moment })
            .Select(group => new { group.Key, Count = group.LongCount() }).ToListAsync(stop);
        foreach (var one in found)
        {
            sums.Add(new(one.Key.SiteId, one.Key.WindowId, one.Key.StaffId, one.Key.StaffCode, one.Key.ItemId, one.Key.Moment), null, FigureCounts.None with { Services = one.Count });
        }
    }

    private async Task RatingsAsync(SumsOfDay sums, DateOnly day, IQueryable<Rating> ratings, Func<RatingLevel, long, FigureCounts> counts, CancellationToken stop)
    {
        var rows = from rating in ratings
                   where rating.ServedOn == day
                   join service in ServicesOf(day) on rating.ServiceId equals service.Id
                   group rating by new { service.SiteId, service.WindowId, service.StaffId, service.StaffCode, service.ItemId, service.Moment, rating.Channel, rating.Level } into same
                   select new { same.Key, Count = same.LongCount() };
        foreach (var one in await rows.ToListAsync(stop))
        {
            sums.Add(new(one.Key.SiteId, one.Key.WindowId, one.Key.StaffId, one.Key.StaffCode, one.Key.ItemId, one.Key.Moment), one.Key.Channel, counts(one.Key.Level, one.Count));
        }
    }

    private async Task MendingAsync(SumsOfDay sums, DateOnly day, CancellationToken stop)
    {
        var rows = from one in db.Set<Rectification>().IgnoreAutoIncludes()
                   where one.ServedOn == day
                   join rating in db.Set<Rating>().Where(rating => rating.ServedOn == day) on one.RatingId equals rating.Id
                   join service in ServicesOf(day) on one.ServiceId equals service.Id
                   select new { Of = new CountedOf(service.SiteId, service.WindowId, service.StaffId, service.StaffCode, service.ItemId, service.Moment), rating.Channel, one.ExcludedOn, one.MendedOn, one.IsMendedLate, one.IsNamed, one.CalledBackOn, one.CalledInVainOn };
        foreach (var one in await rows.ToListAsync(stop))
        {
            var isDue = one.ExcludedOn is null;
            var isMended = isDue && one.MendedOn is not null;
            sums.Add(one.Of, one.Channel, FigureCounts.None with { Mending = new(One(isDue), One(isMended), One(isMended && !one.IsMendedLate), One(one.IsNamed), One(one.IsNamed && one.CalledBackOn is not null), One(one.IsNamed && one.CalledInVainOn is not null)) });
        }
    }

    private async Task TagsAsync(SumsOfDay sums, DateOnly day, CancellationToken stop)
    {
        var found = await db.CountedRatings().Where(rating => rating.ServedOn == day && rating.Tags != "")
            .GroupBy(rating => new { rating.Tags, rating.Level }).Select(group => new { group.Key.Tags, group.Key.Level, Count = group.LongCount() }).ToListAsync(stop);
        foreach (var one in found)
        {
            sums.AddTags(one.Tags.Split(TagSeparator), one.Level, one.Count);
        }
    }

    // The day stands in each part of a join, though one would do: whichever a database begins with, it begins with a day.
    private IQueryable<Service> ServicesOf(DateOnly day) => db.Set<Service>().Where(service => service.On == day);

    private static long One(bool isSo) => isSo ? 1 : 0;
}
