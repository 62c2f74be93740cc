using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Tongban.Licences.Printing;

/// <summary>Some text of one weight; a line break is <c>\n</c>.</summary>
internal readonly record struct Span(string Text, bool Bold);

/// <summary>A part of a paper, from top to bottom.</summary>
internal abstract record Block;

/// <summary>Lines of text.</summary>
/// <param name="Spans">What it says.</param>
/// <param name="Size">In points.</param>
/// <param name="Indent">By how much the first line is drawn in, in characters.</param>
/// <param name="Centred">In the middle.</param>
/// <param name="Before">Space above.</param>
internal sealed record TextBlock(IReadOnlyList<Span> Spans, float Size, int Indent = 0, bool Centred = false, float Before = 0) : Block;

/// <summary>The line under the title: what it is about, and the number at the right.</summary>
internal sealed record SplitBlock(string Left, string Right) : Block;

internal sealed record TableBlock(IReadOnlyList<TableRow> Rows) : Block;

internal sealed record TableRow(IReadOnlyList<Cell> Cells, bool IsHead);

internal sealed record Cell(IReadOnlyList<Span> Spans, bool IsHead);

/// <summary>Who signs, and the day.</summary>
internal sealed record SealBlock(IReadOnlyList<string> Lines) : Block;

/// <summary>The foot: whom to ask, and the code to scan.</summary>
/// <param name="Spans">What it says.</param>
/// <param name="Code">The dark modules as an SVG path, and how many stand side by side; null without a code.</param>
internal sealed record FootBlock(IReadOnlyList<Span> Spans, (string Path, int Modules, string Label)? Code) : Block;

/// <summary>
/// Reads the parts of a paper from the very HTML that the screen shows and the printer prints: what a paper says is
/// written once.
/// </summary>
internal static class PaperBlocks
{
    public const float Body = 12;

    public static IReadOnlyList<Block> Read(string html) => [.. new HtmlParser().ParseDocument(html).Body!.Children.Select(Of).OfType<Block>()];

    private static Block? Of(IElement element) => element.LocalName switch
    {
        "h1" => new TextBlock([new(Clean(element.TextContent), true)], 21, Centred: true, Before: 6),
        "h2" => new TextBlock([new(Clean(element.TextContent), true)], 13.5f, Before: 10),
        "table" => new TableBlock([.. element.QuerySelectorAll("tr").Select(Row)]),
        "div" => new FootBlock(Foot(element), Code(element)),
        "p" when element.ClassList.Contains("organ") => new TextBlock(Spans(element), 14, Centred: true),
        "p" when element.ClassList.Contains("sub") => new SplitBlock(Clean(element.FirstElementChild!.TextContent), Clean(element.LastElementChild!.TextContent)),
        "p" when element.ClassList.Contains("sign") => new SealBlock([.. string.Concat(Spans(element).Select(span => span.Text)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]),
        "p" when element.ClassList.Contains("say") => new TextBlock(Spans(element), Body, Indent: 2, Before: 4),
        "p" => new TextBlock(Spans(element), Body, Before: 4),
        _ => null,
    };

    private static TableRow Row(IElement row) =>
        new([.. row.Children.Select(cell => new Cell(Spans(cell, bold: cell.LocalName == "th"), cell.LocalName == "th"))], row.ParentElement?.LocalName == "thead");

    private static IReadOnlyList<Span> Foot(IElement foot)
    {
        var lines = foot.QuerySelectorAll("p").Select(line => Spans(line)).ToList();
        return [.. lines.SelectMany((line, index) => index == 0 ? line : [new Span("\n", false), .. line])];
    }

    private static (string, int, string)? Code(IElement foot)
    {
        var drawing = foot.QuerySelector("svg");
        return drawing?.QuerySelector("path")?.GetAttribute("d") is { Length: > 0 } path
            ? (path, int.Parse(drawing.GetAttribute("viewBox")!.Split(' ')[2], CultureInfo.InvariantCulture), drawing.GetAttribute("aria-label") ?? "")
            : null;
    }

    private static List<Span> Spans(IElement element, bool bold = false)
    {
        var spans = new List<Span>();
        Add(element, bold, spans);
        return Trimmed(spans);
    }

    private static void Add(INode node, bool bold, List<Span> spans)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText text:
                    spans.Add(new(Spaces(text.Data), bold));
                    break;
                case IElement { LocalName: "br" }:
                    spans.Add(new("\n", bold));
                    break;
                case IElement inner:
                    Add(inner, bold || inner.LocalName is "b" or "strong", spans);
                    break;
            }
        }
    }

    // The line breaks of the page's source are spaces, as a browser takes them.
    private static string Spaces(string text)
    {
        var clean = new System.Text.StringBuilder();
        foreach (var c in text)
        {
            var space = c is ' ' or '\n' or '\r' or '\t';
            if (!space || clean.Length == 0 || clean[^1] != ' ')
            {
                clean.Append(space ? ' ' : c);
            }
        }

        return clean.ToString();
    }

    private static List<Span> Trimmed(List<Span> spans)
    {
        var kept = spans.SkipWhile(span => span.Text.AsSpan().Trim(' ').IsEmpty).ToList();
        if (kept.Count > 0)
        {
            kept[0] = kept[0] with { Text = kept[0].Text.TrimStart(' ') };
            kept[^1] = kept[^1] with { Text = kept[^1].Text.TrimEnd(' ') };
        }

        return [.. kept.Where(span => span.Text.Length > 0)];
    }

    private static string Clean(string text) => Spaces(text).Trim(' ');
}
