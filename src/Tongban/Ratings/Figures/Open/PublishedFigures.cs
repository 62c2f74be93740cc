using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures.Open;

/// <summary>What is published of a month, and the months before it.</summary>
public sealed record PublishedReport(PublishedMonth Month, IReadOnlyList<FigureLine> Trend);

/// <summary>
/// 评价结果公开, by whole months that are over and can be rated no more: a number that still moves would tell from one day to
/// the next what a few have said.
/// </summary>
public sealed class PublishedFigures(RatingFigures figures, FigureNames names, RatingRules rules, HallClock clock, Formats formats)
{
    private const int MonthsInTrend = 12;
    private const int MonthsToChoose = 120;

    /// <summary>The last month that is published.</summary>
    public DateOnly Last => SumRange.MonthOf(clock.Today.AddDays(-rules.FirstRatingDays.Value)).AddMonths(-1);

    /// <summary>Months with services, the newest first.</summary>
    public async Task<IReadOnlyList<DateOnly>> MonthsAsync(CancellationToken stop = default) =>
        [.. (await figures.InTimeAsync(SumSpan.Month, Last.AddMonths(-MonthsToChoose), Last, stop)).Select(one => one.On).Reverse()];

    public async Task<PublishedReport> OfAsync(DateOnly month, CancellationToken stop = default)
    {
        var last = SumRange.LastOf(month);
        var siteName = await names.OfAsync(SumBy.Site, stop);
        var sites = (await figures.ByAsync(SumBy.Site, month, last, stop)).Select(one => new FigureLine(siteName(one.Key), one.Counts));
        var items = await figures.ByAsync(SumBy.Item, month, last, stop);
        return new(PublishedMonth.Of(month, formats.Month(month), Sorted(sites), await BodiesAsync(items, stop)), await TrendAsync(month, stop));
    }

    private async Task<IReadOnlyList<(string Body, IReadOnlyList<FigureLine> Items)>> BodiesAsync(IReadOnlyList<KeyedCounts> items, CancellationToken stop)
    {
        var itemName = await names.OfAsync(SumBy.Item, stop);
        var bodies = await names.DepartmentsAsync(stop);
        var responsible = await figures.ResponsibleAsync(stop);
        return [.. items.GroupBy(one => SumKeys.Id(one.Key) is { } item ? responsible.GetValueOrDefault(item) : null)
            .Select(same => (Body: same.Key is { } id ? bodies.GetValueOrDefault(id, Formats.Unknown) : names.NoItem, Items: Sorted(same.Select(one => new FigureLine(itemName(one.Key), one.Counts)))))
            .OrderByDescending(body => body.Items.Sum(item => item.Counts.Services))];
    }

    private async Task<IReadOnlyList<FigureLine>> TrendAsync(DateOnly month, CancellationToken stop) =>
        [.. (await figures.InTimeAsync(SumSpan.Month, month.AddMonths(1 - MonthsInTrend), month, stop)).Select(one => new FigureLine(formats.Month(one.On), one.Counts, one.Counts.Given < SmallGroups.Least))];

    private static IReadOnlyList<FigureLine> Sorted(IEnumerable<FigureLine> lines) => [.. lines.OrderByDescending(line => line.Counts.Services).ThenBy(line => line.Name, StringComparer.Ordinal)];
}
