namespace Tongban.Ratings.FairPlay;

/// <summary>Finds where too many of something happened in too short a time, and runs of the same; no more than arithmetic.</summary>
public static class Bursts
{
    /// <summary>Every stretch in which some <paramref name="minutes"/> hold at least <paramref name="least"/>; stretches that overlap are one.</summary>
    /// <param name="sorted">By time.</param>
    /// <param name="at">When it happened.</param>
    /// <param name="least">How many are too many.</param>
    /// <param name="minutes">In how short a time.</param>
    public static IEnumerable<IReadOnlyList<T>> In<T>(IReadOnlyList<T> sorted, Func<T, DateTime> at, int least, int minutes)
    {
        var (within, first, from, through) = (TimeSpan.FromMinutes(minutes), 0, -1, -1);
        for (var last = 0; last < sorted.Count; last++)
        {
            while (at(sorted[last]) - at(sorted[first]) > within)
            {
                first++;
            }

            if (last - first + 1 < least)
            {
                continue;
            }

            if (from >= 0 && first > through)
            {
                yield return Slice(sorted, from, through);
                from = -1;
            }

            (from, through) = (from < 0 ? first : from, last);
        }

        if (from >= 0)
        {
            yield return Slice(sorted, from, through);
        }
    }

    /// <summary>Unbroken runs of at least <paramref name="least"/>.</summary>
    public static IEnumerable<IReadOnlyList<T>> Runs<T>(IReadOnlyList<T> sorted, Func<T, bool> belongs, int least)
    {
        var from = 0;
        for (var at = 0; at <= sorted.Count; at++)
        {
            if (at < sorted.Count && belongs(sorted[at]))
            {
                continue;
            }

            if (at - from >= least)
            {
                yield return Slice(sorted, from, at - 1);
            }

            from = at + 1;
        }
    }

    /// <summary>
    /// How long a run of the best must be before chance explains it no more often than once in <paramref name="oneIn"/>, where a
    /// share of <paramref name="best"/> is usual; null where it explains any run.
    /// </summary>
    public static int? RunBeyondChance(double best, int oneIn) =>
        best >= 1 ? null : best <= 0 ? 1 : (int)Math.Ceiling(Math.Log(oneIn) / -Math.Log(best));

    private static List<T> Slice<T>(IReadOnlyList<T> sorted, int from, int through) => [.. sorted.Skip(from).Take(through - from + 1)];
}
