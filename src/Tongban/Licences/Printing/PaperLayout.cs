using SkiaSharp;

namespace Tongban.Licences.Printing;

/// <summary>
/// Sets the parts of a paper on A4 sheets, as an office sets them: title in the middle, paragraphs drawn in, name and day
/// of who signs at the right. A row of a table is not torn apart; its head stands again on the next sheet.
/// </summary>
internal sealed class PaperLayout(PdfFonts fonts)
{
    public const float Width = 595.28f;
    public const float Height = 841.89f;
    public const float Left = 68;
    public const float Top = 52;
    public const float Bottom = 58;
    public const float Column = Width - (2 * Left);
    private const float Leading = 1.5f;
    private const float CodeSize = 76;
    private const float Small = 9.5f;

    // A base line stands so far below the top of its line.
    private const float Rise = 1.12f;

    public static readonly SKColor Ink = new(0x16, 0x22, 0x2e);
    private static readonly SKColor Grey = new(0x43, 0x51, 0x62);
    private static readonly SKColor SealInk = new(0xa8, 0x25, 0x1d);

    private readonly TextLines text = new(fonts);
    private readonly List<Sheet> sheets = [new()];
    private float y = Top;
    private (int, SKRect)? seal;

    private Sheet Now => sheets[^1];

    /// <param name="blocks">The parts.</param>
    /// <param name="footer">What stands at the foot of each sheet; {0} and {1} are its number and how many there are.</param>
    /// <param name="note">The line in the seal that says that it is signed.</param>
    public Layout Set(IReadOnlyList<Block> blocks, Func<int, int, (string Left, string Right)> footer, string note)
    {
        foreach (var block in blocks)
        {
            Place(block, note);
        }

        for (var index = 0; index < sheets.Count; index++)
        {
            Foot(sheets[index], footer(index + 1, sheets.Count));
        }

        return new Layout(sheets, seal);
    }

    private void Place(Block block, string note)
    {
        switch (block)
        {
            case TextBlock lines:
                Lines(lines);
                break;
            case SplitBlock split:
                Split(split);
                break;
            case TableBlock table:
                Table(table);
                break;
            case SealBlock signed:
                Seal(signed, note);
                break;
            case FootBlock foot:
                Ask(foot);
                break;
        }
    }

    private void Lines(TextBlock block)
    {
        y += block.Before;
        foreach (var line in text.Break(block.Spans, block.Size, Column, block.Indent * block.Size))
        {
            Need(block.Size * Leading);
            Now.Write(line, block.Size, block.Centred ? (Width - line.Width) / 2 : Left, y + (block.Size * Rise), Ink);
            y += block.Size * Leading;
        }

        y += block.Centred ? 4 : 2;
    }

    private void Split(SplitBlock block)
    {
        const float size = 11;
        var left = text.Break([new(block.Left, false)], size, Column);
        var right = text.Break([new(block.Right, false)], size, Column);
        var together = left.Count == 1 && right.Count == 1 && left[0].Width + right[0].Width + size < Column;
        Stack(left, size, Left);
        y -= together ? size * Leading : 0;
        Stack(right, size, together ? Left + Column - right[0].Width : Left);
        y += 5;
        Now.Boxes.Add((new SKRect(Left, y, Left + Column, y), SKColors.Transparent, Ink, 1.2f));
        y += 12;
    }

    private void Stack(IReadOnlyList<TextLine> lines, float size, float x)
    {
        foreach (var line in lines)
        {
            Need(size * Leading);
            Now.Write(line, size, x, y + (size * Rise), Ink);
            y += size * Leading;
        }
    }

    private void Table(TableBlock block)
    {
        var table = new TableLayout(text, block, Column);
        y += 6;
        var head = block.Rows.TakeWhile(row => row.IsHead).Count();
        for (var row = 0; row < block.Rows.Count; row++)
        {
            if (y + table.HeightOf(row) > Height - Bottom && y > Top)
            {
                Turn();
                for (var again = 0; again < head && row >= head; again++)
                {
                    y += table.Draw(again, Now, Left, y);
                }
            }

            y += table.Draw(row, Now, Left, y);
        }

        y += 10;
    }

    // Not a picture of a stamp: a block that says who signed, and when, and that the signature is in the file.
    private void Seal(SealBlock block, string note)
    {
        const float size = 12;
        const float pad = 9;
        var lines = block.Lines.SelectMany(line => text.Break([new(line, false)], size, Column * .6f)).ToList();
        var small = text.Break([new(note, false)], 8.5f, Column * .6f);
        var width = Math.Max(lines.Max(line => line.Width), small.Max(line => line.Width)) + (2 * pad);
        var height = (lines.Count * size * Leading) + (small.Count * 8.5f * Leading) + (2 * pad) - 3;
        y += 16;
        Need(height);
        var box = new SKRect(Left + Column - width, y, Left + Column, y + height);
        Now.Boxes.Add((box, SKColors.Transparent, SealInk, 1.4f));
        Now.Boxes.Add((new SKRect(box.Left + 2.5f, box.Top + 2.5f, box.Right - 2.5f, box.Bottom - 2.5f), SKColors.Transparent, SealInk, .5f));
        seal = (sheets.Count - 1, box);
        y += pad - 2;
        Inside(lines, size, box, SealInk);
        Inside(small, 8.5f, box, SealInk);
        y = box.Bottom + 12;
    }

    private void Inside(IReadOnlyList<TextLine> lines, float size, SKRect box, SKColor colour)
    {
        foreach (var line in lines)
        {
            Now.Write(line, size, box.MidX - (line.Width / 2), y + (size * Rise), colour);
            y += size * Leading;
        }
    }

    private void Ask(FootBlock block)
    {
        var lines = text.Break(block.Spans, Small, Column - CodeSize - 20);
        var height = Math.Max(lines.Count * Small * Leading, block.Code is null ? 0 : CodeSize + 14);
        y += 8;
        Need(height);
        var top = y;
        Stack(lines, Small, Left);
        if (block.Code is { } code)
        {
            var scale = CodeSize / code.Modules;
            var left = Left + Column - CodeSize;
            Now.Codes.Add((SKPath.ParseSvgPathData(code.Path), SKMatrix.CreateScaleTranslation(scale, scale, left, top)));
            var label = text.Break([new(code.Label, false)], 8.5f, CodeSize + 20)[0];
            Now.Write(label, 8.5f, left + ((CodeSize - label.Width) / 2), top + CodeSize + 8, Grey);
        }

        y = top + height + 6;
    }

    private void Foot(Sheet sheet, (string Left, string Right) says)
    {
        var right = text.Break([new(says.Right, false)], 8.5f, Column)[0];
        var left = text.Break([new(says.Left, false)], 8.5f, Column - right.Width - 20)[0];
        sheet.Write(left, 8.5f, Left, Height - 34, Grey);
        sheet.Write(right, 8.5f, Left + Column - right.Width, Height - 34, Grey);
    }

    private void Need(float height)
    {
        if (y + height > Height - Bottom && y > Top)
        {
            Turn();
        }
    }

    private void Turn()
    {
        sheets.Add(new());
        y = Top;
    }
}
