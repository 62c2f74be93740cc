using Microsoft.EntityFrameworkCore;

namespace Tongban.Ratings.Figures;

/// <summary>What the public may read: how many first ratings of each level (评价结果公开).</summary>
public sealed class RatingCounts(TongbanDb db)
{
    /// <summary>Over all time, or from a day of service on.</summary>
    public async Task<LevelCounts> PublicAsync(DateOnly? from = null, CancellationToken stop = default) =>
        await CountAsync(db.CountedRatings().Where(rating => from == null || rating.ServedOn >= from), stop);

    /// <summary>
    /// A member of staff's own, through yesterday: a number that moves while the visitor still stands at the window
    /// would tell who rated.
    /// </summary>
    public async Task<LevelCounts> OfStaffAsync(Guid accountId, DateOnly from, DateOnly through, CancellationToken stop = default) =>
        await CountAsync(db.CountedRatings().Where(rating => rating.StaffId == accountId && rating.ServedOn >= from && rating.ServedOn <= through), stop);

    private static async Task<LevelCounts> CountAsync(IQueryable<Rating> ratings, CancellationToken stop)
    {
        var counted = await ratings.GroupBy(rating => rating.Level)
            .Select(group => new { Level = group.Key, Count = group.LongCount() })
            .ToListAsync(stop);
        return LevelCounts.Of(counted.Select(c => (c.Level, c.Count)));
    }
}
