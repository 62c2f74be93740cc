using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// A clerk with nothing but 非常满意 for longer than chance explains, at the share of it that their own colleagues have. Where
/// nearly everybody is rated so, a long run is what one must expect, and the rule is silent.
/// </summary>
public sealed class StreakFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    private sealed record Row(Guid Id, Guid StaffId, Guid SiteId, RatingLevel Level, DateTime RatedAt);

    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var (least, oneIn) = (rules["streakRatings"], rules["streakOneIn"]);
        var since = clock.At(days.From.AddDays(-rules["streakDays"]), TimeOnly.MinValue);
        var rows = await db.Set<Rating>().AsNoTracking()
            .Where(rating => rating.RatedAt >= since && rating.RatedAt < days.Until && rating.StaffId != null && !rating.IsDefault)
            .Select(rating => new Row(rating.Id, rating.StaffId!.Value, rating.SiteId, rating.Level, rating.RatedAt)).ToListAsync(stop);
        return [.. rows.GroupBy(row => row.SiteId).SelectMany(site => OfSite([.. site], least, oneIn))];
    }

    private IEnumerable<Finding> OfSite(List<Row> rows, int least, int oneIn)
    {
        var (best, all) = (rows.Count(IsBest), rows.Count);
        foreach (var clerk in rows.GroupBy(row => row.StaffId))
        {
            var (others, bestOfOthers) = (all - clerk.Count(), best - clerk.Count(IsBest));
            var beyond = others == 0 ? null : Bursts.RunBeyondChance((double)bestOfOthers / others, oneIn);
            foreach (var run in beyond is { } some ? Bursts.Runs([.. clerk.OrderBy(row => row.RatedAt).ThenBy(row => row.Id)], IsBest, Math.Max(least, some)) : [])
            {
                yield return new(FairPlayRule.BestStreak, run[0].Id.ToString("N"), clock.DayOf(run[0].RatedAt), clock.DayOf(run[^1].RatedAt), [.. run.Select(row => new FoundRating(row.Id))], run.Count, Math.Max(least, beyond!.Value))
                {
                    SiteId = run[0].SiteId,
                    StaffId = clerk.Key,
                    Within = bestOfOthers * 1000 / others,
                };
            }
        }
    }

    private static bool IsBest(Row row) => row.Level == RatingLevel.VerySatisfied;
}
