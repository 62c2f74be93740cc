using System.Globalization;
using Tongban.Kernel;

namespace Tongban.Ratings.Figures.Open;

/// <summary>A body with its items, as it is published.</summary>
public sealed record PublishedBody(OpenLine Line, OpenLines Items);

/// <summary>
/// Figures of a month as anybody may read them: nothing of a group of a few, and nothing from which such a group could be
/// worked out, by the centre's sum or by that of its body. It is all that is made public of a month: longer spans are added up
/// from it.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Total">Of the centre; null where that is of a few.</param>
/// <param name="Sites">By place.</param>
/// <param name="Bodies">By body, each with its items.</param>
/// <param name="BodiesLeftOut">How many bodies are not listed.</param>
public sealed record PublishedMonth(DateOnly Month, OpenTotal? Total, OpenLines Sites, IReadOnlyList<PublishedBody> Bodies, int BodiesLeftOut)
{
    private const string Written = "yyyy-MM";

    /// <summary>As it stands in an address: <c>2026-10</c>.</summary>
    public static string Text(DateOnly month) => month.ToString(Written, CultureInfo.InvariantCulture);

    /// <remarks>Refusal: <c>rating.month-unreadable</c>.</remarks>
    public static DateOnly Parse(string text) => DateOnly.TryParseExact(text, Written, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month : throw new Refusal("rating.month-unreadable");

    /// <param name="month">Its first day.</param>
    /// <param name="name">Of the month.</param>
    /// <param name="sites">By place.</param>
    /// <param name="bodies">By body, each with its items.</param>
    public static PublishedMonth Of(DateOnly month, string name, IReadOnlyList<OpenGroup> sites, IReadOnlyList<OpenGroup> bodies)
    {
        if (OpenTotal.Of(name, FigureCounts.Sum(sites.Select(site => site.Counts))) is not { } total)
        {
            return new(month, null, OpenLines.None, [], 0);
        }

        var (told, left) = OpenLines.Tell(total.Line, bodies);
        return new(month, total, OpenLines.Of(total.Line, sites), [.. told.Select(body => new PublishedBody(body.Line, OpenLines.Of(body.Line, body.Group.Parts)))], left);
    }
}
