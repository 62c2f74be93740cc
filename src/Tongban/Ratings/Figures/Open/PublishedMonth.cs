namespace Tongban.Ratings.Figures.Open;

/// <summary>A body with its items, as it is published.</summary>
public sealed record PublishedBody(FigureLine Line, IReadOnlyList<FigureLine> Items);

/// <summary>
/// Figures of a month as anybody may read them: nothing of a group of a few, and nothing from which such a group could be
/// worked out, by the centre's sum or by that of its body.
/// </summary>
/// <param name="Month">Its first day.</param>
/// <param name="Total">Of the centre.</param>
/// <param name="Sites">By place.</param>
/// <param name="Bodies">By body, each with its items.</param>
public sealed record PublishedMonth(DateOnly Month, FigureLine Total, IReadOnlyList<FigureLine> Sites, IReadOnlyList<PublishedBody> Bodies)
{
    /// <param name="month">Its first day.</param>
    /// <param name="name">Of the month.</param>
    /// <param name="sites">By place.</param>
    /// <param name="bodies">By body and item.</param>
    public static PublishedMonth Of(DateOnly month, string name, IReadOnlyList<FigureLine> sites, IReadOnlyList<(string Body, IReadOnlyList<FigureLine> Items)> bodies)
    {
        var total = new FigureLine(name, FigureCounts.Sum(sites.Select(site => site.Counts)));
        if (total.Counts.Given < SmallGroups.Least)
        {
            return new(month, total with { IsHidden = true }, [], []);
        }

        var shown = Hidden([.. bodies.Select(body => new FigureLine(body.Body, FigureCounts.Sum(body.Items.Select(item => item.Counts))))]);
        return new(month, total, Hidden(sites), [.. shown.Zip(bodies).Select(pair => new PublishedBody(pair.First, pair.First.IsHidden ? [] : Hidden(pair.Second.Items)))]);
    }

    private static IReadOnlyList<FigureLine> Hidden(IReadOnlyList<FigureLine> lines)
    {
        var hidden = SmallGroups.Hidden(lines.Select((line, place) => (place, line.Counts.Given)));
        return [.. lines.Select((line, place) => hidden.Contains(place) ? new FigureLine(line.Name, FigureCounts.None, IsHidden: true) : line)];
    }
}
