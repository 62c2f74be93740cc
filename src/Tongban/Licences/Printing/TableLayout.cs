using SkiaSharp;

namespace Tongban.Licences.Printing;

/// <summary>A table with lines around its cells. Narrow columns are as wide as they need, the others share the rest.</summary>
internal sealed class TableLayout
{
    private const float Size = 10.5f;
    private const float Pad = 5;
    private const float Leading = 1.45f;
    private static readonly SKColor HeadFill = new(0xf0, 0xf3, 0xf6);
    private readonly TableBlock block;
    private readonly float[] widths;
    private readonly List<List<IReadOnlyList<TextLine>>> cells;

    public TableLayout(TextLines text, TableBlock block, float width)
    {
        this.block = block;
        widths = Widths(text, block, width);
        cells = [.. block.Rows.Select(row => row.Cells.Select((cell, index) => text.Break(cell.Spans, Size, widths[index] - (2 * Pad))).ToList())];
    }

    public float HeightOf(int row) => (cells[row].Max(lines => lines.Count) * Size * Leading) + (2 * Pad) - 1;

    /// <summary>Draws a row and answers its height.</summary>
    public float Draw(int row, Sheet sheet, float left, float top)
    {
        var height = HeightOf(row);
        for (var (index, x) = (0, left); index < cells[row].Count; x += widths[index], index++)
        {
            var fill = block.Rows[row].Cells[index].IsHead ? HeadFill : SKColors.Transparent;
            sheet.Boxes.Add((new SKRect(x, top, x + widths[index], top + height), fill, PaperLayout.Ink, .7f));
            var y = top + Pad + (Size * 1.02f);
            foreach (var line in cells[row][index])
            {
                sheet.Write(line, Size, x + Pad, y, PaperLayout.Ink);
                y += Size * Leading;
            }
        }

        return height;
    }

    // A little more than the widest, so that the sum's rounding tears no word; never less than its longest word.
    private static float[] Widths(TextLines text, TableBlock block, float width)
    {
        var columns = block.Rows.Max(row => row.Cells.Count);
        var wanted = Enumerable.Range(0, columns).Select(index => block.Rows.Where(row => index < row.Cells.Count)
            .Select(row => text.Measure(row.Cells[index].Spans, Size)).Aggregate((Whole: 0f, Part: 0f), (most, cell) => (Math.Max(most.Whole, cell.Whole), Math.Max(most.Part, cell.Part)))).ToList();
        var share = width / columns;
        var narrow = wanted.Select(column => column.Whole + (2 * Pad) + 1).ToList();
        var fixedWidth = narrow.Where(one => one <= share).Sum();
        var rest = wanted.Where((_, index) => narrow[index] > share).Sum(column => MathF.Sqrt(column.Whole));
        return rest == 0
            ? [.. narrow.Select((one, index) => index == columns - 1 ? width - narrow.Take(columns - 1).Sum() : one)]
            : [.. narrow.Select((one, index) => one <= share ? one : (width - fixedWidth) * MathF.Sqrt(wanted[index].Whole) / rest)];
    }
}
