namespace Tongban.Ratings.Figures.Open;

/// <summary>Whether a number is told.</summary>
public enum Telling
{
    Told,

    /// <summary>It is one to four.</summary>
    Few,

    /// <summary>One of a few could be worked out with it.</summary>
    Kept,
}

/// <summary>
/// What is told of a group: three numbers that are told or not each for itself, and everything else worked out from those
/// that are. A number of one to four is not told, nor what it could be worked out from.
/// </summary>
public sealed record OpenLine(string Name, FigureCounts Counts, Telling OfUnrated, Telling OfBad)
{
    /// <summary>What people rated.</summary>
    public long Given => Counts.Given;

    public long? Unrated => OfUnrated == Telling.Told ? UnratedOf(Counts) : null;

    public long? Bad => OfBad == Telling.Told ? Counts.Levels.Bad : null;

    public long? Services => Given + Unrated;

    public long? Good => Given - Bad;

    /// <summary>Numerator and denominator, null where not told.</summary>
    public (long Part, long Whole)? Of(Share share) => share switch
    {
        Share.Given => Services is { } all ? (Given, all) : null,
        Share.Unrated => Services is { } all ? (all - Given, all) : null,
        Share.GivenGood => Good is { } good ? (good, Given) : null,
        Share.Bad => Bad is { } bad ? (bad, Given) : null,
        _ => throw new ArgumentOutOfRangeException(nameof(share)),
    };

    /// <summary>Not rated by people; a service whose rating was left out is neither rated nor not.</summary>
    internal static long UnratedOf(FigureCounts counts) => counts.Ratable - counts.Given;

    /// <summary>Of a whole that is part of nothing else.</summary>
    internal static OpenLine Whole(string name, FigureCounts counts) => new(
        name, counts,
        SmallGroups.IsFew(UnratedOf(counts)) ? Telling.Few : Telling.Told,
        SmallGroups.IsFew(counts.Levels.Bad) ? Telling.Few : SmallGroups.IsFew(counts.Levels.Good) ? Telling.Kept : Telling.Told);
}

/// <summary>A group of which something may be told; those it has come in an order that does not depend on their counts.</summary>
public sealed record OpenGroup(string Key, string Name, FigureCounts Counts)
{
    public IReadOnlyList<OpenGroup> Parts { get; init; } = [];
}

/// <summary>The groups of a whole that is told, the most rated first, and how many are left out with their names.</summary>
public sealed record OpenLines(IReadOnlyList<OpenLine> Lines, int LeftOut)
{
    public static OpenLines None { get; } = new([], 0);

    public static OpenLines Of(OpenLine whole, IEnumerable<OpenGroup> groups)
    {
        var (told, left) = Tell(whole, groups);
        return new([.. told.Select(one => one.Line)], left);
    }

    // Ratings, what is not rated, and bad ones are three sums that have nothing to do with each other: each is closed by itself.
    internal static (IReadOnlyList<(OpenGroup Group, OpenLine Line)> Told, int LeftOut) Tell(OpenLine whole, IEnumerable<OpenGroup> groups)
    {
        List<OpenGroup> all = [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal)];
        List<FigureCounts> counts = [.. all.Select(group => group.Counts)];
        var unlisted = SmallGroups.Hidden(counts, [one => one.Given], Places(counts, one => SmallGroups.IsFew(one.Ratable)));
        var unrated = Tell(whole.OfUnrated, counts, unlisted, OpenLine.UnratedOf);
        var bad = Tell(whole.OfBad, counts, unlisted, one => one.Levels.Bad, one => one.Levels.Good);
        var told = all.Select((group, place) => (Place: place, Group: group, Line: new OpenLine(group.Name, group.Counts, unrated[place], bad[place]))).Where(one => !unlisted.Contains(one.Place));
        return ([.. told.OrderByDescending(one => one.Line.Given).ThenBy(one => one.Line.Name, StringComparer.Ordinal).Select(one => (one.Group, one.Line))], unlisted.Count);
    }

    // Of a whole that is told, so many are hidden that the hidden ones cannot be worked out. Of a whole that is one to four there is
    // nothing to subtract from: those with nobody may be told. Of a whole that hides another one nothing is told.
    private static Telling[] Tell(Telling whole, List<FigureCounts> groups, IReadOnlySet<int> unlisted, Func<FigureCounts, long> own, Func<FigureCounts, long>? other = null)
    {
        Func<FigureCounts, long>[] measures = other is null ? [own] : [own, other];
        var hidden = whole switch
        {
            Telling.Told => SmallGroups.Hidden(groups, measures, unlisted),
            Telling.Few => Places(groups, one => own(one) > 0 || measures.Any(measure => SmallGroups.IsFew(measure(one)))).Union(unlisted).ToHashSet(),
            _ => Places(groups, _ => true),
        };
        return [.. groups.Select((one, place) => !hidden.Contains(place) ? Telling.Told : SmallGroups.IsFew(own(one)) ? Telling.Few : Telling.Kept)];
    }

    private static HashSet<int> Places(List<FigureCounts> groups, Func<FigureCounts, bool> which) => [.. Enumerable.Range(0, groups.Count).Where(place => which(groups[place]))];
}
