using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures;

/// <summary>Puts figures together for whoever reads them inside.</summary>
public sealed class FigureReading(RatingFigures figures, FigureNames names, FigureSight sight, HallClock clock, Formats formats)
{
    public const string Department = "department";
    public const string Time = "time";
    public const string Tag = "tag";

    private static readonly IReadOnlyDictionary<string, SumBy> Sides = new Dictionary<string, SumBy>
    {
        ["site"] = SumBy.Site,
        ["window"] = SumBy.Window,
        ["clerk"] = SumBy.Clerk,
        ["item"] = SumBy.Item,
        ["channel"] = SumBy.Channel,
        [Tag] = SumBy.Tag,
    };

    /// <summary>The sides that this reader may choose, the first where none is chosen.</summary>
    public async Task<IReadOnlyList<string>> SidesAsync() =>
        await sight.SeesClerksAsync() ? ["site", Department, "window", "clerk", "item", "channel", Time, Tag] : ["site", Department, "window", "item", "channel", Time, Tag];

    /// <summary>The last day that this reader may see.</summary>
    public async Task<DateOnly> LatestAsync() => await sight.ServesAsync() ? clock.Today.AddDays(-1) : clock.Today;

    public async Task<FigureView> OfAsync(FigurePeriod period, string side, CancellationToken stop = default)
    {
        var total = new FigureLine("", await figures.TotalAsync(period.From, period.Through, stop));
        var trend = await TrendAsync(period, stop);
        var lines = side == Time ? trend.Reverse().ToList() : await LinesAsync(period, side, stop);
        return await SeenAsync(new(period.From, period.Through, side, total, lines, trend, await figures.CountedAtAsync(stop)));
    }

    private async Task<IReadOnlyList<FigureLine>> TrendAsync(FigurePeriod period, CancellationToken stop)
    {
        var span = period.TrendBy;
        var from = span == SumSpan.Month ? SumRange.MonthOf(period.From) : period.From;
        var found = await figures.InTimeAsync(span, from, period.Through, stop);
        return [.. found.Select(one => new FigureLine(span == SumSpan.Month ? formats.Month(one.On) : formats.Day(one.On), one.Counts))];
    }

    private async Task<List<FigureLine>> LinesAsync(FigurePeriod period, string side, CancellationToken stop)
    {
        var by = Sides.GetValueOrDefault(side, SumBy.Item);
        var found = await figures.ByAsync(by, period.From, period.Through, stop);
        if (side == Department)
        {
            var bodies = await names.DepartmentsAsync(stop);
            return Sorted((await figures.ByDepartmentAsync(found, stop)).Select(one => new FigureLine(one.DepartmentId is { } id ? bodies.GetValueOrDefault(id, Formats.Unknown) : names.NoItem, one.Counts)));
        }

        var mayBeSeen = by == SumBy.Clerk ? await sight.ClerksAsync() : _ => true;
        var nameOf = await names.OfAsync(by, stop);
        var seen = found.Where(one => mayBeSeen(one.Key));
        return by == SumBy.Tag
            ? [.. seen.OrderByDescending(one => one.Key, StringComparer.Ordinal).Select(one => new FigureLine(nameOf(one.Key), one.Counts))]
            : Sorted(seen.Select(one => new FigureLine(nameOf(one.Key), one.Counts)));
    }

    private async Task<FigureView> SeenAsync(FigureView view) => !await sight.ServesAsync() ? view : view with
    {
        Total = Hidden([view.Total])[0],
        Lines = Hidden(view.Lines),
        Trend = Hidden(view.Trend),
    };

    private static IReadOnlyList<FigureLine> Hidden(IReadOnlyList<FigureLine> lines)
    {
        var hidden = SmallGroups.Hidden(lines.Select((line, place) => (place, line.Counts.Given)));
        return [.. lines.Select((line, place) => line with { IsHidden = hidden.Contains(place) })];
    }

    private static List<FigureLine> Sorted(IEnumerable<FigureLine> lines) => [.. lines.OrderByDescending(line => line.Counts.Services).ThenByDescending(line => line.Counts.Given)];
}
