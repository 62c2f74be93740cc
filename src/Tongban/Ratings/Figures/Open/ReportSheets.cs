using MiniExcelLibs;
using Tongban.Shared.Words;

namespace Tongban.Ratings.Figures.Open;

/// <summary>A report as a workbook. Names are cells of text, never formulas, whatever they begin with; numbers are numbers.</summary>
public sealed class ReportSheets(Say say, Formats formats)
{
    public byte[] Of(PublishedReport report)
    {
        var sheets = new Dictionary<string, object>
        {
            [say["rating.sheet-total"]] = Rows("rating.by-month-head", [report.Month.Total]),
            [say["rating.by-site"]] = Rows("rating.by-site-head", report.Month.Sites),
            [say["rating.by-department"]] = Rows("rating.by-department-head", [.. report.Month.Bodies.Select(body => body.Line)]),
            [say["rating.by-item"]] = Items(report.Month.Bodies),
            [say["rating.trend"]] = Rows("rating.by-month-head", report.Trend),
        };
        using var file = new MemoryStream();
        file.SaveAs(sheets);
        return file.ToArray();
    }

    private List<Dictionary<string, object?>> Rows(string head, IReadOnlyList<FigureLine> lines) => [.. lines.Select(line => Row(new() { [say[head]] = line.Name }, line))];

    private List<Dictionary<string, object?>> Items(IReadOnlyList<PublishedBody> bodies) =>
        [.. bodies.SelectMany(body => body.Items.Select(item => Row(new() { [say["rating.by-department-head"]] = body.Line.Name, [say["rating.by-item-head"]] = item.Name }, item)))];

    private Dictionary<string, object?> Row(Dictionary<string, object?> row, FigureLine line)
    {
        row[say["rating.ratable"]] = line.IsHidden ? say["rating.too-few-short", SmallGroups.Least] : line.Counts.Services;
        row[say["rating.given"]] = line.IsHidden ? null : line.Counts.Given;
        foreach (var level in LevelRows.Levels)
        {
            row[say["rating.level." + level]] = line.IsHidden ? null : line.Counts.Levels[level];
        }

        foreach (var share in PublishedModel.Shares)
        {
            var (part, whole) = line.Counts.Of(share);
            row[say["rating.share." + share]] = line.IsHidden ? null : formats.Share(part, whole);
        }

        return row;
    }
}
