using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings.Figures;

namespace Tongban.Ratings.FairPlay;

/// <summary>Finds <see cref="LevelHoles"/> in the first ratings of a year, of the whole centre or of one site.</summary>
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

    // The first and the last day are two looks into the index by day.
    private async Task<IEnumerable<int>> YearsAsync(CancellationToken stop)
    {
        var first = await Counted().MinAsync(rating => (DateOnly?)rating.ServedOn, stop);
        var last = await Counted().MaxAsync(rating => (DateOnly?)rating.ServedOn, stop);
        return first is { } from ? Enumerable.Range(from.Year, last!.Value.Year - from.Year + 1) : [];
    }

    private async Task<IEnumerable<Finding>> OfYearAsync(int year, CancellationToken stop)
    {
        var sites = await db.Set<Site>().AsNoTracking().Select(site => site.Id).ToListAsync(stop);
        var counts = new Dictionary<Guid, LevelCounts>();
        foreach (var site in sites)
        {
            counts[site] = await CappedAsync(year, site, stop);
        }

        // Where the whole centre has the hole, its sites are not told of one by one.
        if (rules.HolesIn(counts.Values.Aggregate(LevelCounts.None, (sum, one) => sum + one)).Count > 0)
        {
            return [await FoundAsync(year, null, stop)];
        }

        var odd = new List<Finding>();
        foreach (var (site, _) in counts.Where(one => rules.HolesIn(one.Value).Count > 0))
        {
            odd.Add(await FoundAsync(year, site, stop));
        }

        return odd;
    }

    // No further than it has to be known.
    private async Task<LevelCounts> CappedAsync(int year, Guid siteId, CancellationToken stop)
    {
        var counts = new List<(RatingLevel Level, long Count)>();
        foreach (var level in Levels)
        {
            counts.Add((level, await Of(year, siteId).Where(rating => rating.Level == level).OrderBy(rating => rating.ServedOn).Take(rules["levelRatings"]).CountAsync(stop)));
        }

        return LevelCounts.Of(counts);
    }

    private async Task<Finding> FoundAsync(int year, Guid? siteId, CancellationToken stop)
    {
        var counted = await Of(year, siteId).GroupBy(rating => rating.Level).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, stop);
        var last = new DateOnly(year, 12, 31);
        return new Finding(FairPlayRule.LevelNeverUsed, siteId is { } site ? $"{site:N} {year}" : $"centre {year}", new DateOnly(year, 1, 1), last < clock.Today ? last : clock.Today, [], counted.Values.Sum(), rules["levelRatings"])
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

    // Those that the figures are made of, so that alert and figures have the same numbers.
    private IQueryable<Rating> Counted() => db.CountedRatings().AsNoTracking();
}
