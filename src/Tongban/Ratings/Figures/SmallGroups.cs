namespace Tongban.Ratings.Figures;

/// <summary>
/// What is not told in public because it is about so few that somebody could be told apart: a group of one to four, and so
/// many others that what is missing cannot be worked out from the sum.
/// </summary>
public static class SmallGroups
{
    /// <summary>Of fewer ratings nothing is told.</summary>
    public const long Least = 5;

    /// <summary>Which of the groups of a sum that is told are not told.</summary>
    /// <remarks>What is not told is together of at least two groups and of <see cref="Least"/> ratings, or it is nothing.</remarks>
    public static IReadOnlySet<TKey> Hidden<TKey>(IEnumerable<(TKey Key, long Ratings)> groups)
        where TKey : notnull
    {
        var some = groups.Where(group => group.Ratings > 0).OrderBy(group => group.Ratings).ToList();
        var count = some.TakeWhile(group => group.Ratings < Least).Count();
        while (count > 0 && count < some.Count && (count < 2 || some.Take(count).Sum(group => group.Ratings) < Least))
        {
            count++;
        }

        return some.Take(count).Select(group => group.Key).ToHashSet();
    }
}
