namespace Tongban.Catalogue.Editing;

/// <summary>A list as lines of a text area, and rows of it as cells between bars.</summary>
public static class Lines
{
    private const char Bar = '|';

    public static string Of(IEnumerable<string> lines) => string.Join('\n', lines);

    public static IReadOnlyList<string> Split(string? typed) =>
        (typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static string Row(params string?[] cells) => string.Join($" {Bar} ", cells.Select(cell => cell ?? ""));

    /// <summary>The cells of each line; missing ones are empty.</summary>
    public static IEnumerable<string[]> Rows(string? typed, int cells) =>
        Split(typed).Select(line => line.Replace('｜', Bar).Split(Bar, StringSplitOptions.TrimEntries)).Select(row => row.Concat(Enumerable.Repeat("", cells)).Take(cells).ToArray());
}
