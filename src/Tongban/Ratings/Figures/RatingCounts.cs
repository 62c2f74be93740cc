using Tongban.Kernel;

namespace Tongban.Ratings.Figures;

/// <summary>What the public may read: how many first ratings of each level (评价结果公开).</summary>
public sealed class RatingCounts(RatingFigures figures, HallClock clock)
{
    /// <summary>
    /// Over all time, or from the month of a day of service on, through yesterday: a number that moves while the visitor still
    /// stands at the window would tell who rated, and of any two days the difference would be what a few have said.
    /// </summary>
    public async Task<LevelCounts> PublicAsync(DateOnly? from = null, CancellationToken stop = default) =>
        (await figures.TotalAsync(from is { } day ? SumRange.MonthOf(day) : DateOnly.MinValue, clock.Today.AddDays(-1), stop)).Levels;
}
