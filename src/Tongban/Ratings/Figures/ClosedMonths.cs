using Tongban.Kernel;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Months that are over and of which nothing can be rated any more: a number that still moves would tell from one day to the
/// next what a few have said.
/// </summary>
public sealed class ClosedMonths(RatingRules rules, HallClock clock, RatingFigures figures)
{
    /// <summary>The last of them.</summary>
    public DateOnly Last => SumRange.MonthOf(clock.Today.AddDays(-rules.FirstRatingDays.Value)).AddMonths(-1);

    /// <summary>Days of them that have yet to be counted; null where all are, or nearly so.</summary>
    public async Task<SumProgress?> WaitingAsync(CancellationToken stop = default) =>
        await figures.ProgressAsync(stop) is var progress && progress.IsBehind(clock.Now, Last) ? progress : null;
}
