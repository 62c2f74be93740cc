using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// A clerk with nothing but 非常满意 for longer than chance explains, at the share of it that their own colleagues have. Where
/// nearly everybody is rated so, a long run is what one must expect, and the rule is silent.
/// </summary>
public sealed class StreakFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    private sealed record Row(Guid Id, Guid SiteId, RatingLevel Level, DateTime RatedAt);

    private sealed record Sum(Guid SiteId, Guid StaffId, int All, int Best);

    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var since = clock.At(days.From.AddDays(-rules["streakDays"]), TimeOnly.MinValue);
        var ratings = db.Set<Rating>().AsNoTracking().Where(rating => rating.RatedAt >= since && rating.RatedAt < days.Until && rating.StaffId != null && !rating.IsDefault);
        var rated = await ratings.Where(rating => rating.RatedAt >= days.Since).Select(rating => rating.StaffId!.Value).Distinct().ToListAsync(stop);
        var sums = await ratings.GroupBy(rating => new { rating.SiteId, StaffId = rating.StaffId!.Value })
            .Select(group => new Sum(group.Key.SiteId, group.Key.StaffId, group.Count(), group.Count(rating => rating.Level == RatingLevel.VerySatisfied))).ToListAsync(stop);
        var found = new List<Finding>();
        foreach (var (one, least, usual) in sums.GroupBy(sum => sum.SiteId).SelectMany(site => Possible([.. site])).Where(one => rated.Contains(one.Of.StaffId)))
        {
            var rows = await ratings.Where(rating => rating.SiteId == one.SiteId && rating.StaffId == one.StaffId).OrderBy(rating => rating.RatedAt).ThenBy(rating => rating.Id)
                .Select(rating => new Row(rating.Id, rating.SiteId, rating.Level, rating.RatedAt)).ToListAsync(stop);
            found.AddRange(Bursts.Runs(rows, IsBest, least).Select(run => Found(run, one.StaffId, least, usual)));
        }

        return found;
    }

    // Only whoever has that many of the best at all, of whom there is nobody on most days, is read row by row.
    private IEnumerable<(Sum Of, int Least, int Usual)> Possible(List<Sum> site)
    {
        foreach (var one in site)
        {
            var (others, best) = (site.Sum(sum => sum.All) - one.All, site.Sum(sum => sum.Best) - one.Best);
            if (others > 0 && Bursts.RunBeyondChance((double)best / others, rules["streakOneIn"]) is { } beyond && Math.Max(beyond, rules["streakRatings"]) is var least && one.Best >= least)
            {
                yield return (one, least, best * 1000 / others);
            }
        }
    }

    // By the month in which it ends: the days that are looked at move on, and so would a run's first rating.
    private Finding Found(IReadOnlyList<Row> run, Guid staffId, int least, int usual) =>
        new(FairPlayRule.BestStreak, string.Create(CultureInfo.InvariantCulture, $"{staffId:N} {clock.DayOf(run[^1].RatedAt):yyyy-MM}"), clock.DayOf(run[0].RatedAt), clock.DayOf(run[^1].RatedAt), [.. run.Select(row => new FoundRating(row.Id))], run.Count, least)
        {
            SiteId = run[0].SiteId,
            StaffId = staffId,
            Within = usual,
        };

    private static bool IsBest(Row row) => row.Level == RatingLevel.VerySatisfied;
}
