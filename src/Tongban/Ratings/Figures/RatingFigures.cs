using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Ratings.Figures;

/// <summary>Services that could be rated, and the first ratings they got.</summary>
/// <param name="Ratable">应评价服务数.</param>
/// <param name="Counts">Their first ratings by level.</param>
public sealed record RatingFigure(long Ratable, LevelCounts Counts);

/// <summary>
/// Counts of a period by day, window and item. A rating counts on the day of its service, so that 评价率 never
/// passes 100%; additional ratings do not count, nor do excluded ones.
/// </summary>
public sealed class RatingFigures(TongbanDb db)
{
    public async Task<RatingTable> OfAsync(DateOnly from, DateOnly through, CancellationToken stop = default)
    {
        var services = await db.Set<Service>()
            .Where(s => s.On >= from && s.On <= through)
            .GroupBy(s => new { s.On, s.WindowId, s.ItemId })
            .Select(g => new Counted(g.Key.On, g.Key.WindowId, g.Key.ItemId, null, g.LongCount()))
            .ToListAsync(stop);
        var ratings = await db.CountedRatings()
            .Where(r => r.ServedOn >= from && r.ServedOn <= through)
            .GroupBy(r => new { r.ServedOn, r.WindowId, r.ItemId, r.Level })
            .Select(g => new Counted(g.Key.ServedOn, g.Key.WindowId, g.Key.ItemId, g.Key.Level, g.LongCount()))
            .ToListAsync(stop);
        return new RatingTable([.. services, .. ratings], await db.ExcludedRatings().LongCountAsync(r => r.ServedOn >= from && r.ServedOn <= through, stop));
    }
}

/// <summary>A number of services (no level) or of their ratings.</summary>
public sealed record Counted(DateOnly On, Guid? WindowId, Guid? ItemId, RatingLevel? Level, long Count);

/// <summary>The same counts looked at from each side; every side adds up to the total.</summary>
/// <param name="counted">The counts.</param>
/// <param name="excluded">Ratings that are in none of them, for they were found not to hold.</param>
public sealed class RatingTable(IReadOnlyList<Counted> counted, long excluded)
{
    public long Excluded => excluded;

    public RatingFigure Total => Figure(counted);

    public IReadOnlyList<(DateOnly Day, RatingFigure Figure)> Days =>
        [.. counted.GroupBy(c => c.On).OrderByDescending(g => g.Key).Select(g => (g.Key, Figure(g)))];

    /// <summary>Null: not at a window, but online.</summary>
    public IReadOnlyList<(Guid? WindowId, RatingFigure Figure)> Windows => By(c => c.WindowId);

    /// <summary>Null: the ticket named no item.</summary>
    public IReadOnlyList<(Guid? ItemId, RatingFigure Figure)> Items => By(c => c.ItemId);

    private IReadOnlyList<(Guid?, RatingFigure)> By(Func<Counted, Guid?> key) =>
        [.. counted.GroupBy(key).Select(g => (g.Key, Figure(g))).OrderByDescending(row => row.Item2.Ratable)];

    private static RatingFigure Figure(IEnumerable<Counted> some)
    {
        var rows = some.ToList();
        return new RatingFigure(
            rows.Where(c => c.Level is null).Sum(c => c.Count),
            LevelCounts.Of(rows.Where(c => c.Level is not null).Select(c => (c.Level!.Value, c.Count))));
    }
}
