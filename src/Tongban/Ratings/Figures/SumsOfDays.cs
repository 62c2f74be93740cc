namespace Tongban.Ratings.Figures;

/// <summary>Of which service something is counted.</summary>
public readonly record struct CountedOf(Guid SiteId, Guid? WindowId, Guid? StaffId, string? StaffCode, Guid? ItemId, ServiceMoment Moment);

/// <summary>
/// Under which keys a service is counted, and what a key means. Without a window a service stands under what was done (an
/// acceptance, a call, a visit), not under another way.
/// </summary>
public static class SumKeys
{
    /// <summary>Before the code of a clerk whom only another system knows.</summary>
    private const string Code = "#";

    public static string Of(SumBy by, CountedOf of, RatingChannel? channel) => by switch
    {
        SumBy.Site => Text(of.SiteId),
        SumBy.Window => of.WindowId is { } window ? Text(window) : of.Moment.ToString(),
        SumBy.Clerk => of.StaffId is { } staff ? Text(staff) : of.StaffCode is { } code ? Code + code : "",
        SumBy.Item => of.ItemId is { } item ? Text(item) : "",
        SumBy.Channel => channel?.ToString() ?? "",
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    public static string Text(Guid id) => id.ToString("D");

    public static Guid? Id(string key) => Guid.TryParseExact(key, "D", out var id) ? id : null;

    /// <summary>The code of a clerk whom only another system knows.</summary>
    public static string? CodeOf(string key) => key.StartsWith(Code, StringComparison.Ordinal) ? key[Code.Length..] : null;
}

/// <summary>Adds up what was found of a day, from every side at once.</summary>
public sealed class SumsOfDay
{
    private static readonly SumBy[] Sides = [SumBy.Site, SumBy.Window, SumBy.Clerk, SumBy.Item, SumBy.Channel];

    private readonly Dictionary<(SumBy By, string Key), FigureCounts> sums = [];

    public IEnumerable<(SumBy By, string Key, FigureCounts Counts)> All => sums.Select(sum => (sum.Key.By, sum.Key.Key, sum.Value));

    public void Add(CountedOf of, RatingChannel? channel, FigureCounts counts)
    {
        foreach (var by in Sides)
        {
            Add(by, SumKeys.Of(by, of, channel), counts);
        }
    }

    /// <summary>So many ratings of this level bear these tags.</summary>
    public void AddTags(IEnumerable<string> codes, Kernel.RatingLevel level, long ratings)
    {
        foreach (var code in codes)
        {
            Add(SumBy.Tag, code, FigureCounts.None with { Levels = LevelCounts.Of([(level, ratings)]) });
        }
    }

    private void Add(SumBy by, string key, FigureCounts counts) => sums[(by, key)] = sums.TryGetValue((by, key), out var sum) ? sum + counts : counts;
}
