using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// A hole in the scale: a level that nobody chose within a year, although many chose a better one and many a worse one. As in
/// the figures of 2020 (41567, 0, 4802, 0, 0): a device with fewer keys, or somebody who keys in for others. The ends of the
/// scale are no holes: that nobody is dissatisfied may be true.
/// </summary>
/// <remarks>
/// Whether a level occurs is one look into an index (site, level, day), and a count stops where it is enough: five looks a site
/// and year, however many ratings there are. Only where there is a hole is anything counted.
/// </remarks>
public sealed class LevelFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    private static readonly RatingLevel[] Levels = Enum.GetValues<RatingLevel>();

    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var found = new List<Finding>();
        foreach (var year in await YearsAsync(stop))
        {
            found.AddRange(await OfYearAsync(year, stop));
        }

        return found;
    }

    /// <summary>Levels that are used by nobody although many used one above and one below; of each level how many, as far as it was counted.</summary>
    public static IReadOnlyList<RatingLevel> Holes(IReadOnlyList<int> counts, int beside) => [.. Levels.Where((_, at) => counts[at] == 0 && counts.Take(at).Any(count => count >= beside) && counts.Skip(at + 1).Any(count => count >= beside))];

    // The first and the last day are two looks into the index by day.
    private async Task<IEnumerable<int>> YearsAsync(CancellationToken stop)
    {
        var first = await Counted().MinAsync(rating => (DateOnly?)rating.ServedOn, stop);
        var last = await Counted().MaxAsync(rating => (DateOnly?)rating.ServedOn, stop);
        return first is { } from ? Enumerable.Range(from.Year, last!.Value.Year - from.Year + 1) : [];
    }

    private async Task<IEnumerable<Finding>> OfYearAsync(int year, CancellationToken stop)
    {
        var (beside, enough) = (rules["levelBeside"], rules["levelRatings"]);
        var sites = await db.Set<Site>().AsNoTracking().Select(site => site.Id).ToListAsync(stop);
        var counts = new Dictionary<Guid, int[]>();
        foreach (var site in sites)
        {
            counts[site] = await CappedAsync(year, site, enough, stop);
        }

        // Where the whole centre has the hole, its sites are not told of one by one.
        int[] all = [.. Levels.Select((_, at) => counts.Values.Sum(site => site[at]))];
        if (all.Sum() >= enough && Holes(all, beside).Count > 0)
        {
            return [await FoundAsync(year, null, enough, stop)];
        }

        var odd = new List<Finding>();
        foreach (var (site, _) in counts.Where(one => one.Value.Sum() >= enough && Holes(one.Value, beside).Count > 0))
        {
            odd.Add(await FoundAsync(year, site, enough, stop));
        }

        return odd;
    }

    // No further than it has to be known.
    private async Task<int[]> CappedAsync(int year, Guid siteId, int enough, CancellationToken stop)
    {
        var counts = new int[Levels.Length];
        for (var at = 0; at < Levels.Length; at++)
        {
            var level = Levels[at];
            counts[at] = await Of(year, siteId).Where(rating => rating.Level == level).OrderBy(rating => rating.ServedOn).Take(enough).CountAsync(stop);
        }

        return counts;
    }

    private async Task<Finding> FoundAsync(int year, Guid? siteId, int enough, CancellationToken stop)
    {
        var counted = await Of(year, siteId).GroupBy(rating => rating.Level).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, stop);
        var last = new DateOnly(year, 12, 31);
        return new Finding(FairPlayRule.LevelNeverUsed, siteId is { } site ? $"{site:N} {year}" : $"centre {year}", new DateOnly(year, 1, 1), last < clock.Today ? last : clock.Today, [], counted.Values.Sum(), enough)
        {
            SiteId = siteId,
            Levels = string.Join(',', Levels.Select(level => counted.GetValueOrDefault(level))),
        };
    }

    private IQueryable<Rating> Of(int year, Guid? siteId)
    {
        var (from, through) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        return Counted().Where(rating => (siteId == null || rating.SiteId == siteId) && rating.ServedOn >= from && rating.ServedOn <= through);
    }

    private IQueryable<Rating> Counted() => db.Set<Rating>().AsNoTracking().Where(rating => !rating.IsDefault && rating.ExcludedAt == null);
}
