using Tongban.Kernel;

namespace Tongban.Ratings.Figures.Open;

/// <summary>What is told of a whole centre: its line, its levels, and its rectifications as far as none of them is about a few.</summary>
/// <param name="Line">The three numbers.</param>
/// <param name="Levels">The best first; null where not told.</param>
/// <param name="Mending">Shares of rectifications that may be told.</param>
public sealed record OpenTotal(OpenLine Line, IReadOnlyList<long?> Levels, IReadOnlyList<(Share Share, long Part, long Whole)> Mending)
{
    /// <summary>The bad ones are one to four: the share of good ones is at least this.</summary>
    public (long Part, long Whole)? GoodAtLeast => Line.OfBad == Telling.Few ? (Line.Given - (SmallGroups.Least - 1), Line.Given) : null;

    /// <summary>Null where the whole is about a few.</summary>
    public static OpenTotal? Of(string name, FigureCounts counts)
    {
        if (counts.Given < SmallGroups.Least)
        {
            return null;
        }

        var line = OpenLine.Whole(name, counts);
        return new(line, LevelsOf(counts.Levels, line.OfBad == Telling.Told), MendingOf(counts, line.Bad));
    }

    // With good and bad told they are two sums, otherwise one. The worst first, so that what is hidden along with a few is seldom the best.
    private static long?[] LevelsOf(LevelCounts levels, bool isBadTold)
    {
        RatingLevel[] worstFirst = [.. Enum.GetValues<RatingLevel>().Reverse()];
        var sums = isBadTold ? worstFirst.GroupBy(level => level.IsBad) : worstFirst.GroupBy(_ => true);
        var told = sums.SelectMany(sum => sum.Zip(SmallGroups.Told([.. sum.Select(level => levels[level])]))).ToDictionary(one => one.First, one => one.Second);
        return [.. LevelRows.Levels.Select(level => told[level])];
    }

    // Shares one after the other, as long as no two of the numbers that are then told differ by a few.
    private static List<(Share Share, long Part, long Whole)> MendingOf(FigureCounts counts, long? bad)
    {
        var (shares, told) = (new List<(Share, long, long)>(), new List<long>(bad is { } known ? [known] : []));
        foreach (var share in new[] { Share.CalledBack, Share.Mended, Share.MendedInTime })
        {
            var (part, whole) = counts.Of(share);
            long[] numbers = [.. told, part, whole, 0];
            if (whole >= SmallGroups.Least && !numbers.Any(one => numbers.Any(other => SmallGroups.IsFew(one - other))))
            {
                shares.Add((share, part, whole));
                told.AddRange([part, whole]);
            }
        }

        return shares;
    }
}
