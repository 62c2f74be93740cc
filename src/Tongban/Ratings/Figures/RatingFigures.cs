using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Shared.Data;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Figures of a period from each side, read from the lines that the roll-up keeps: as many as there are months and keys,
/// however many ratings. A rating counts on the day of its service, so that 评价率 never passes 100%.
/// </summary>
public sealed class RatingFigures(TongbanDb db)
{
    /// <summary>Under each key of one side.</summary>
    public async Task<IReadOnlyList<KeyedCounts>> ByAsync(SumBy by, DateOnly from, DateOnly through, CancellationToken stop = default)
    {
        var found = new List<KeyedCounts>();
        foreach (var part in SumRange.Of(from, through))
        {
            found.AddRange(await LinesOf(by, part).KeyedAsync(stop));
        }

        return [.. found.GroupBy(one => one.Key).Select(same => new KeyedCounts(by, same.Key, FigureCounts.Sum(same.Select(one => one.Counts))))];
    }

    /// <summary>Of the whole centre.</summary>
    public async Task<FigureCounts> TotalAsync(DateOnly from, DateOnly through, CancellationToken stop = default) =>
        FigureCounts.Sum((await ByAsync(SumBy.Site, from, through, stop)).Select(one => one.Counts));

    /// <summary>Day by day or month by month, those on which nothing happened left out.</summary>
    public Task<IReadOnlyList<(DateOnly On, FigureCounts Counts)>> InTimeAsync(SumSpan span, DateOnly from, DateOnly through, CancellationToken stop = default) =>
        InTimeAsync(LinesOf(SumBy.Site, new(span, from, through)), stop);

    /// <summary>The same of one key.</summary>
    public Task<IReadOnlyList<(DateOnly On, FigureCounts Counts)>> InTimeAsync(SumSpan span, DateOnly from, DateOnly through, SumBy by, string key, CancellationToken stop = default) =>
        InTimeAsync(LinesOf(by, new(span, from, through)).Where(sum => sum.Key == key), stop);

    /// <summary>By the body that is responsible for the item today; null: no item was named.</summary>
    public async Task<IReadOnlyList<(Guid? DepartmentId, FigureCounts Counts)>> ByDepartmentAsync(IReadOnlyList<KeyedCounts> items, CancellationToken stop = default)
    {
        var bodies = await ResponsibleAsync(stop);
        return [.. items.GroupBy(one => SumKeys.Id(one.Key) is { } item ? bodies.GetValueOrDefault(item) : null).Select(same => (same.Key, FigureCounts.Sum(same.Select(one => one.Counts))))];
    }

    /// <summary>Which body is responsible for which item today.</summary>
    public Task<Dictionary<Guid, Guid?>> ResponsibleAsync(CancellationToken stop = default) =>
        db.Set<Item>().Select(item => new { item.Id, item.DepartmentId }).ToDictionaryAsync(item => item.Id, item => (Guid?)item.DepartmentId, stop);

    /// <summary>How far the lines have got.</summary>
    public async Task<SumProgress> ProgressAsync(CancellationToken stop = default)
    {
        var asOf = await db.Set<RatingSumState>().Select(state => state.CountedAt).SingleOrDefaultAsync(stop);
        var waiting = await db.Set<DayToCount>().GroupBy(_ => 1).Select(all => new { Days = all.Select(mark => mark.On).Distinct().Count(), From = all.Min(mark => mark.On), Through = all.Max(mark => mark.On) }).SingleOrDefaultAsync(stop);
        return waiting is null ? new(asOf, 0, default, default) : new(asOf, waiting.Days, waiting.From, waiting.Through);
    }

    private static async Task<IReadOnlyList<(DateOnly On, FigureCounts Counts)>> InTimeAsync(IQueryable<RatingSum> lines, CancellationToken stop)
    {
        var found = await lines.AsNoTracking().ToListAsync(stop);
        return [.. found.GroupBy(sum => sum.On).OrderBy(same => same.Key).Select(same => (same.Key, FigureCounts.Sum(same.Select(sum => sum.Counts()))))];
    }

    private IQueryable<RatingSum> LinesOf(SumBy by, SumPart part) =>
        db.Set<RatingSum>().Where(sum => sum.By == by && sum.Span == part.Span && sum.On >= part.From && sum.On <= part.Through);
}
