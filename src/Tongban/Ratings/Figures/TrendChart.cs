using System.Globalization;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Where the strokes of a trend stand: for each line a bar of services with a bar of ratings before it, and a dot for the
/// share of good ones. Lengths are SVG attributes, for a page may have no style of its own.
/// </summary>
public sealed class TrendChart(IReadOnlyList<TrendLine> lines)
{
    public const int Width = 760;
    public const int Height = 240;
    private const int Left = 48;
    private const int Right = 44;
    private const int Top = 12;
    private const int Bottom = 26;
    private const float NameGap = 10;
    private const float MaxBar = 64;

    private readonly long top = RoundUp(lines.Select(line => Math.Max(line.Services ?? 0, line.Given ?? 0)).DefaultIfEmpty(0).Max());

    public IReadOnlyList<TrendLine> Lines => lines;

    private static float Inner => Height - Top - Bottom;

    private float Step => (float)(Width - Left - Right) / Math.Max(1, lines.Count);

    public string X(int place) => Text(MiddleOf(place) - (Bar / 2));

    public string Middle(int place) => Text(MiddleOf(place));

    public string BarWidth => Text(Bar);

    // One month alone is no wall.
    private float Bar => Math.Clamp(Step * .7f, 1, MaxBar);

    public string Y(long count) => Text(YOf(count));

    public string HeightOf(long count) => Text(Inner - (YOf(count) - Top));

    /// <summary>Lines to read counts by.</summary>
    public IReadOnlyList<long> Grid => top == 0 ? [0] : [0, top / 2, top];

    public string GridLeft => Text(Left);

    public string GridRight => Text(Width - Right);

    /// <summary>0, 50 and 100% stand at the right, at the same heights.</summary>
    public string ShareY(long part, long whole) => Text(Top + (Inner * (1 - ((float)part / whole))));

    /// <summary>The share of good ones where there are ratings, as one stroke.</summary>
    public string SharePath => string.Join(' ', lines.Select((line, place) => (line, place)).Where(one => one.line.HasShare).Select((one, n) => $"{(n == 0 ? 'M' : 'L')}{Middle(one.place)} {ShareY(one.line.Good!.Value, one.line.Given!.Value)}"));

    /// <summary>
    /// Not every line is named where there are many, and fewer where names are long: a name never reaches into the next one, at
    /// the width at which the chart is drawn.
    /// </summary>
    public bool IsNamed(int place) => place % NameEvery == 0;

    private int NameEvery => Math.Max(1, (int)Math.Ceiling((lines.Max(line => WidthOf(line.Name)) + NameGap) / Step));

    // Letters of the axis are 13 units high; a Chinese one is as wide, a digit a little more than half.
    private static float WidthOf(string name) => name.Sum(letter => letter > 0xff ? 13f : 7.5f);

    private float MiddleOf(int place) => Left + (Step * (place + .5f));

    private float YOf(long count) => top == 0 ? Top + Inner : Top + (Inner * (1 - ((float)count / top)));

    private static string Text(float length) => length.ToString("0.#", CultureInfo.InvariantCulture);

    // 1, 2, 5, 10, 20, 50 …, and even, so that the half is a whole number.
    private static long RoundUp(long most)
    {
        if (most <= 2)
        {
            return most == 0 ? 0 : 2;
        }

        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(most)));
        return new long[] { 1, 2, 4, 6, 8, 10 }.Select(step => step * power).First(one => one >= most) is var found && found % 2 == 0 ? found : found + 1;
    }
}
