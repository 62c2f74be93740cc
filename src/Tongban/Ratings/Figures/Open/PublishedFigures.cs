using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures.Open;

/// <summary>What is published of a month, and the months before it; null where one is of a few.</summary>
public sealed record PublishedReport(PublishedMonth Month, IReadOnlyList<TrendLine> Trend);

/// <summary>评价结果公开, by whole months that are over and can be rated no more.</summary>
public sealed class PublishedFigures(RatingFigures figures, FigureNames names, ClosedMonths closed, Formats formats)
{
    private const int MonthsInTrend = 12;
    private const int MonthsToChoose = 120;

    /// <summary>Months with services, the newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> MonthsAsync(CancellationToken stop = default) =>
        [.. (await figures.InTimeAsync(SumSpan.Month, closed.Last.AddMonths(-MonthsToChoose), closed.Last, stop)).Select(one => one.On).Reverse()];

    public async Task<PublishedReport> OfAsync(DateOnly month, CancellationToken stop = default)
    {
        var last = SumRange.LastOf(month);
        var siteName = await names.OfAsync(SumBy.Site, stop);
        var sites = (await figures.ByAsync(SumBy.Site, month, last, stop)).Select(one => new OpenGroup(one.Key, siteName(one.Key), one.Counts)).ToList();
        var items = await figures.ByAsync(SumBy.Item, month, last, stop);
        return new(PublishedMonth.Of(month, formats.Month(month), sites, await BodiesAsync(items, stop)), await TrendAsync(month, stop));
    }

    private async Task<IReadOnlyList<OpenGroup>> BodiesAsync(IReadOnlyList<KeyedCounts> items, CancellationToken stop)
    {
        var itemName = await names.OfAsync(SumBy.Item, stop);
        var bodies = await names.DepartmentsAsync(stop);
        var responsible = await figures.ResponsibleAsync(stop);
        return [.. items.GroupBy(one => SumKeys.Id(one.Key) is { } item ? responsible.GetValueOrDefault(item) : null)
            .Select(same => new OpenGroup(same.Key?.ToString("D") ?? "", same.Key is { } id ? bodies.GetValueOrDefault(id, Formats.Unknown) : names.NoItem, FigureCounts.Sum(same.Select(one => one.Counts)))
            {
                Parts = [.. same.Select(one => new OpenGroup(one.Key, itemName(one.Key), one.Counts))],
            })];
    }

    private async Task<IReadOnlyList<TrendLine>> TrendAsync(DateOnly month, CancellationToken stop) =>
        [.. (await figures.InTimeAsync(SumSpan.Month, month.AddMonths(1 - MonthsInTrend), month, stop)).Select(one => TrendLine.Of(formats.Month(one.On), OpenTotal.Of("", one.Counts)?.Line))];
}
