using Tongban.Kernel;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures.Open;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures;

/// <summary>Puts figures together for whoever reads them inside.</summary>
public sealed class FigureReading(RatingFigures figures, FigureNames names, FigureSight sight, FairPlayRules rules, ClosedMonths closed, HallClock clock, Formats formats)
{
    public const string Department = "department";
    public const string Time = "time";
    public const string Tag = "tag";
    public const string Channel = "channel";

    private static readonly IReadOnlyDictionary<string, SumBy> Sides = new Dictionary<string, SumBy>
    {
        ["site"] = SumBy.Site,
        ["window"] = SumBy.Window,
        ["clerk"] = SumBy.Clerk,
        ["item"] = SumBy.Item,
        [Channel] = SumBy.Channel,
        [Tag] = SumBy.Tag,
    };

    /// <summary>The sides that this reader may choose, the first where none is chosen.</summary>
    public async Task<IReadOnlyList<string>> SidesAsync()
    {
        IEnumerable<string> all = ["site", Department, "window", "clerk", "item", Channel, Time, Tag];
        var (isRated, seesClerks) = (await sight.IsRatedAsync(), await sight.SeesClerksAsync());
        return [.. all.Where(side => (side != "clerk" || seesClerks) && (side != Tag || !isRated))];
    }

    /// <summary>What this reader may ask for: whoever is rated too reads whole months that nobody can rate any more.</summary>
    public async Task<FigurePeriods> PeriodsAsync() => await sight.IsRatedAsync() ? new(SumRange.LastOf(closed.Last), ByMonth: true) : new(clock.Today, ByMonth: false);

    /// <param name="period">As <see cref="PeriodsAsync"/> allows it.</param>
    /// <param name="side">One of <see cref="SidesAsync"/>.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<FigureView> OfAsync(FigurePeriod period, string side, CancellationToken stop = default)
    {
        var isRated = await sight.IsRatedAsync();
        var total = new FigureLine("", await figures.TotalAsync(period.From, period.Through, stop));
        var trend = await TrendAsync(period, isRated ? SumSpan.Month : period.TrendBy, stop);
        var lines = side == Time ? trend.Reverse().ToList() : await LinesAsync(period, side, stop);
        var view = new FigureView(period.From, period.Through, side, total, lines, [.. trend.Select(TrendLine.Of)], await figures.ProgressAsync(stop));
        return isRated ? Coarse(view, trend) : view with { NeverUsed = rules.HolesIn(total.Counts.Levels) };
    }

    private async Task<IReadOnlyList<FigureLine>> TrendAsync(FigurePeriod period, SumSpan span, CancellationToken stop)
    {
        var from = span == SumSpan.Month ? SumRange.MonthOf(period.From) : period.From;
        var found = await figures.InTimeAsync(span, from, period.Through, stop);
        return [.. found.Select(one => new FigureLine(span == SumSpan.Month ? formats.Month(one.On) : formats.Day(one.On), one.Counts) { Key = one.On.ToString("O", null) })];
    }

    private async Task<List<FigureLine>> LinesAsync(FigurePeriod period, string side, CancellationToken stop)
    {
        var by = Sides.GetValueOrDefault(side, SumBy.Item);
        var found = await figures.ByAsync(by, period.From, period.Through, stop);
        if (side == Department)
        {
            var bodies = await names.DepartmentsAsync(stop);
            return Sorted((await figures.ByDepartmentAsync(found, stop)).Select(one => new FigureLine(one.DepartmentId is { } id ? bodies.GetValueOrDefault(id, Formats.Unknown) : names.NoItem, one.Counts) { Key = one.DepartmentId?.ToString("D") ?? "" }));
        }

        var mayBeSeen = by == SumBy.Clerk ? await sight.ClerksAsync() : _ => true;
        var nameOf = await names.OfAsync(by, stop);

        // Services stand under no channel: they are in the total and in no line.
        var seen = found.Where(one => mayBeSeen(one.Key) && (by != SumBy.Channel || one.Key.Length > 0)).Select(one => new FigureLine(nameOf(one.Key), one.Counts) { Key = one.Key });
        return by == SumBy.Tag ? [.. seen.OrderByDescending(one => one.Key, StringComparer.Ordinal)] : Sorted(seen);
    }

    // As in public: nothing of a few, and nothing that a few could be worked out from.
    private static FigureView Coarse(FigureView view, IReadOnlyList<FigureLine> trend)
    {
        var total = OpenTotal.Of("", view.Total.Counts);
        return view with
        {
            Open = new(total, total is null ? OpenLines.None : OpenLines.Of(total.Line, view.Lines.Select(line => new OpenGroup(line.Key, line.Name, line.Counts)))),
            Trend = [.. trend.Select(line => TrendLine.Of(line.Name, OpenTotal.Of("", line.Counts)?.Line))],
        };
    }

    private static List<FigureLine> Sorted(IEnumerable<FigureLine> lines) => [.. lines.OrderByDescending(line => line.Counts.Services).ThenByDescending(line => line.Counts.Given)];
}
