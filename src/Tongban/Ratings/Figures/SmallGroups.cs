namespace Tongban.Ratings.Figures;

/// <summary>
/// What is not told because it is about so few that somebody could be told apart: a group of one to four, and so many others
/// that what is missing cannot be worked out from the sum. Who is hidden along with a few follows from the order of the list
/// and not from sizes: whoever knows the rule could otherwise reckon back from who was not hidden.
/// </summary>
public static class SmallGroups
{
    /// <summary>Of fewer nothing is told.</summary>
    public const long Least = 5;

    /// <summary>One to four; nobody is no group.</summary>
    public static bool IsFew(long count) => count is > 0 and < Least;

    /// <summary>Places of the groups, of a sum that is told, that are not told.</summary>
    /// <remarks>What is not told is together of at least two groups and not of a few, by each measure, or it is nobody.</remarks>
    /// <param name="groups">In an order that does not depend on their counts.</param>
    /// <param name="measures">What is counted of each, and told as a sum.</param>
    /// <param name="forced">Not told for another reason.</param>
    public static IReadOnlySet<int> Hidden<T>(IReadOnlyList<T> groups, IReadOnlyList<Func<T, long>> measures, IReadOnlySet<int>? forced = null)
    {
        var hidden = Enumerable.Range(0, groups.Count).Where(place => forced?.Contains(place) == true || measures.Any(measure => IsFew(measure(groups[place])))).ToHashSet();
        while (OneMore(groups, measures, hidden) is { } place)
        {
            hidden.Add(place);
        }

        return hidden;
    }

    /// <summary>The same of plain counts; what is told of each is null where it is hidden.</summary>
    public static IReadOnlyList<long?> Told(IReadOnlyList<long> counts)
    {
        var hidden = Hidden(counts, [count => count]);
        return [.. counts.Select((count, place) => hidden.Contains(place) ? (long?)null : count)];
    }

    private static int? OneMore<T>(IReadOnlyList<T> groups, IReadOnlyList<Func<T, long>> measures, HashSet<int> hidden)
    {
        foreach (var measure in measures)
        {
            if (IsOpen([.. hidden.Select(place => measure(groups[place]))]))
            {
                return Enumerable.Range(0, groups.Count).Where(place => !hidden.Contains(place) && measure(groups[place]) > 0).Select(place => (int?)place).FirstOrDefault();
            }
        }

        return null;
    }

    // A few together; one alone; or as many as can be if each is of a few, so that each is known.
    private static bool IsOpen(long[] hidden)
    {
        var sum = hidden.Sum();
        return IsFew(sum) || (hidden.Length == 1 && sum > 0) || (hidden.Length > 0 && sum == (Least - 1) * hidden.Length && Array.TrueForAll(hidden, IsFew));
    }
}
