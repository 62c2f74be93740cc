namespace Tongban.Ratings.Figures;

/// <summary>How far the sums have got.</summary>
/// <param name="AsOf">Everything that was said by then is in them; null before they were counted for the first time.</param>
/// <param name="DaysWaiting">Days that have yet to be counted anew.</param>
/// <param name="From">The first of those.</param>
/// <param name="Through">The last of those.</param>
public sealed record SumProgress(DateTime? AsOf, int DaysWaiting, DateOnly From, DateOnly Through)
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>
    /// What a reader must be told. A few days that changed in the last seconds are no backlog; more than one round of days, or
    /// any that have waited for a minute, are.
    /// </summary>
    public bool IsBehind(DateTime now) => DaysWaiting > RatingSumming.DaysAtOnce || (DaysWaiting > 0 && (AsOf is null || now - AsOf > Late));

    /// <summary>What a reader of months that are over must be told: those days wait that are in them.</summary>
    public bool IsBehind(DateTime now, DateOnly lastMonth) => IsBehind(now) && From <= SumRange.LastOf(lastMonth);
}
