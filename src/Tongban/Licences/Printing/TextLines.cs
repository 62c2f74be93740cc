using System.Text;

namespace Tongban.Licences.Printing;

/// <summary>A piece of a line in one font; <paramref name="X"/> from the line's left.</summary>
internal readonly record struct Piece(TrueTypeFont Font, bool Bold, float X, string Text);

internal sealed record TextLine(IReadOnlyList<Piece> Pieces, float Width);

/// <summary>
/// Breaks text into lines: between Chinese characters anywhere, but no line begins with a closing sign or ends with an
/// opening one; Latin words stay whole where they fit.
/// </summary>
internal sealed class TextLines(PdfFonts fonts)
{
    private const string NeverFirst = "，。、；：？！）》」』】〉”’…—,.;:?!)]}%％°·";
    private const string NeverLast = "（《「『【〈“‘([{¥￥";
    private const int Wide = 0x3000;

    public IReadOnlyList<TextLine> Break(IReadOnlyList<Span> spans, float size, float width, float indent = 0)
    {
        var lines = new List<TextLine>();
        var (line, used) = (new List<Letter>(), indent);
        foreach (var unit in Units(Letters(spans, size)))
        {
            if (unit[0].Rune == '\n')
            {
                lines.Add(Line(line, lines.Count == 0 ? indent : 0));
                (line, used) = ([], 0);
                continue;
            }

            foreach (var part in used + WidthOf(unit) > width && WidthOf(unit) > width ? unit.Chunk(1) : [unit])
            {
                if (used + WidthOf(Trimmed(part)) > width && line.Count > 0)
                {
                    lines.Add(Line(line, lines.Count == 0 ? indent : 0));
                    (line, used) = ([], 0);
                }

                if (line.Count > 0 || !part.All(letter => letter.IsSpace) || used > 0)
                {
                    line.AddRange(part);
                    used += WidthOf(part);
                }
            }
        }

        lines.Add(Line(line, lines.Count == 0 ? indent : 0));
        return lines;
    }

    /// <summary>How wide it would be on one line, and its widest part that stays whole.</summary>
    public (float Whole, float Part) Measure(IReadOnlyList<Span> spans, float size)
    {
        var units = Units(Letters(spans, size)).ToList();
        var (whole, line, part) = (0f, 0f, 0f);
        foreach (var unit in units)
        {
            line = unit[0].Rune == '\n' ? 0 : line + WidthOf(unit);
            (whole, part) = (Math.Max(whole, line), Math.Max(part, WidthOf(unit)));
        }

        return (whole, part);
    }

    private IEnumerable<Letter> Letters(IEnumerable<Span> spans, float size)
    {
        foreach (var span in spans)
        {
            foreach (var rune in span.Text.EnumerateRunes())
            {
                if (rune.Value is '\n' or Wide)
                {
                    yield return new Letter(rune.Value, fonts.For(' ').Font, span.Bold, rune.Value == Wide ? size : 0);
                    continue;
                }

                var (font, known) = fonts.For(rune.Value);
                yield return new Letter(known, font, span.Bold, font.WidthOf(known) * size);
            }
        }
    }

    // What stays together: a Latin word, or a character with the signs that belong to it.
    private static IEnumerable<Letter[]> Units(IEnumerable<Letter> letters)
    {
        var unit = new List<Letter>();
        foreach (var letter in letters)
        {
            if (unit.Count > 0 && Parts(unit[^1], letter))
            {
                yield return [.. unit];
                unit.Clear();
            }

            unit.Add(letter);
        }

        if (unit.Count > 0)
        {
            yield return [.. unit];
        }
    }

    private static bool Parts(Letter before, Letter after) =>
        before.Rune == '\n' || after.Rune == '\n' || before.IsSpace || after.IsSpace
        || (!NeverFirst.Contains(after.Text, StringComparison.Ordinal) && !NeverLast.Contains(before.Text, StringComparison.Ordinal) && (before.IsChinese || after.IsChinese));

    private static TextLine Line(List<Letter> letters, float indent)
    {
        var pieces = new List<Piece>();
        var (x, from, text) = (indent, indent, new StringBuilder());
        for (var index = 0; index < letters.Count; index++)
        {
            var letter = letters[index];
            text.Append(letter.Rune == Wide ? " " : letter.Text);
            x += letter.Width;
            if (index + 1 == letters.Count || letters[index + 1].Font != letter.Font || letters[index + 1].Bold != letter.Bold || letter.Rune == Wide)
            {
                pieces.Add(new Piece(letter.Font, letter.Bold, from, text.ToString()));
                (from, text) = (x, new StringBuilder());
            }
        }

        return new TextLine(pieces, x);
    }

    private static float WidthOf(IEnumerable<Letter> letters) => letters.Sum(letter => letter.Width);

    private static IEnumerable<Letter> Trimmed(Letter[] letters) => letters.Reverse().SkipWhile(letter => letter.IsSpace);

    private readonly record struct Letter(int Rune, TrueTypeFont Font, bool Bold, float Width)
    {
        public string Text => char.ConvertFromUtf32(Rune);

        public bool IsSpace => Rune is ' ' or Wide;

        // Ideographs, their signs, and full-width forms.
        public bool IsChinese => Rune >= 0x2E80;
    }
}
