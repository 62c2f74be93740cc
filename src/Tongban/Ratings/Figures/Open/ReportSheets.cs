using MiniExcelLibs;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures.Open;

/// <summary>A report as a workbook. Names are cells of text, never formulas, whatever they begin with; numbers are numbers; what is not told is "—".</summary>
public sealed class ReportSheets(Say say, Formats formats)
{
    private static readonly List<Dictionary<string, object?>> None = [];

    public byte[] Of(PublishedReport report)
    {
        var sheets = new Dictionary<string, object>
        {
            [say["rating.sheet-total"]] = report.Month.Total is { } total ? [Total(total)] : None,
            [say["rating.by-level"]] = report.Month.Total is { } whole ? Levels(whole) : None,
            [say["rating.by-site"]] = Rows("rating.by-site-head", report.Month.Sites.Lines),
            [say["rating.by-department"]] = Rows("rating.by-department-head", [.. report.Month.Bodies.Select(body => body.Line)]),
            [say["rating.by-item"]] = Items(report.Month.Bodies),
            [say["rating.trend"]] = report.Trend.Select(Step).ToList(),
        };
        using var file = new MemoryStream();
        file.SaveAs(sheets);
        return file.ToArray();
    }

    private List<Dictionary<string, object?>> Rows(string head, IReadOnlyList<OpenLine> lines) => [.. lines.Select(line => Row(new() { [say[head]] = line.Name }, line))];

    private List<Dictionary<string, object?>> Items(IReadOnlyList<PublishedBody> bodies) =>
        [.. bodies.SelectMany(body => body.Items.Lines.Select(item => Row(new() { [say["rating.by-department-head"]] = body.Line.Name, [say["rating.by-item-head"]] = item.Name }, item)))];

    private Dictionary<string, object?> Row(Dictionary<string, object?> row, OpenLine line)
    {
        (row[say["rating.ratable"]], row[say["rating.given"]]) = (Cell(line.Services), line.Given);
        foreach (var share in PublishedModel.Shares)
        {
            row[say["rating.share." + share]] = line.Of(share) is { } told ? formats.Share(told.Part, told.Whole) : Formats.Unknown;
        }

        return row;
    }

    // With one to four bad ones the share of good ones is "at least", as on the page and on paper.
    private Dictionary<string, object?> Total(OpenTotal total)
    {
        var row = Row(new() { [say["rating.by-month-head"]] = total.Line.Name }, total.Line);
        if (total.Line.Of(Share.GivenGood) is null && total.GoodAtLeast is { } least)
        {
            row[say["rating.share." + Share.GivenGood]] = say["rating.at-least", formats.Share(least.Part, least.Whole)];
        }

        return row;
    }

    private List<Dictionary<string, object?>> Levels(OpenTotal total) => [.. LevelRows.Levels.Zip(total.Levels).Select(one => new Dictionary<string, object?>
    {
        [say["rating.level-head"]] = say["rating.level." + one.First],
        [say["rating.count-head"]] = Cell(one.Second),
        [say["rating.share-head"]] = one.Second is { } count ? formats.Share(count, total.Line.Given) : Formats.Unknown,
    })];

    private Dictionary<string, object?> Step(TrendLine line) => new()
    {
        [say["rating.by-month-head"]] = line.Name,
        [say["rating.ratable"]] = Cell(line.Services),
        [say["rating.given"]] = Cell(line.Given),
        [say["rating.share.GivenGood"]] = line.Good is { } good ? formats.Share(good, line.Given!.Value) : Formats.Unknown,
    };

    private static object Cell(long? count) => count is { } told ? told : Formats.Unknown;
}
