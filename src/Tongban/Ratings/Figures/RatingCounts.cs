using Tongban.Kernel;

namespace Tongban.Ratings.Figures;

/// <summary>What the public may read: how many first ratings of each level (评价结果公开).</summary>
public sealed class RatingCounts(RatingFigures figures, HallClock clock)
{
    /// <summary>
    /// Over all time, or from the month of a day of service on: with any two days their difference would be what a few have
    /// said on one.
    /// </summary>
    public async Task<LevelCounts> PublicAsync(DateOnly? from = null, CancellationToken stop = default) =>
        (await figures.TotalAsync(from is { } day ? SumRange.MonthOf(day) : DateOnly.MinValue, SumRange.LastOf(clock.Today), stop)).Levels;
}
