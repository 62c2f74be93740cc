using Tongban.Kernel;
using Tongban.Ratings.Figures.Open;

namespace Tongban.Ratings.Figures;

/// <summary>What the public may read of several months.</summary>
/// <param name="From">The first day; null: all there are.</param>
/// <param name="Through">The last day.</param>
/// <param name="Given">Ratings.</param>
/// <param name="Levels">The best first; null where one of the months does not tell it.</param>
/// <param name="Bad">Null where one of the months does not tell it.</param>
/// <param name="BadAtMost">Bad ones at most, where that much is told.</param>
public sealed record PublicCounts(DateOnly? From, DateOnly Through, long Given, IReadOnlyList<long?> Levels, long? Bad, long? BadAtMost)
{
    public long? Good => Given - Bad;

    public long? GoodAtLeast => Given - BadAtMost;

    public long? this[RatingLevel level] => Levels[(int)level - 1];

    /// <summary>Added up from what is told of each month, so that no difference of two sums tells more.</summary>
    public static PublicCounts Of(DateOnly? from, DateOnly through, IReadOnlyList<OpenTotal> months) => new(
        from,
        through,
        months.Sum(month => month.Line.Given),
        [.. LevelRows.Levels.Select((_, at) => Sum(months.Select(month => month.Levels[at])))],
        Sum(months.Select(month => month.Line.Bad)),
        Sum(months.Select(month => month.Line.Bad ?? (month.Line.OfBad == Telling.Few ? SmallGroups.Least - 1 : null))));

    private static long? Sum(IEnumerable<long?> counts) => counts.Aggregate((long?)0, (sum, one) => sum + one);
}

/// <summary>What the public may read: how many first ratings of each level (评价结果公开).</summary>
public sealed class RatingCounts(RatingFigures figures, ClosedMonths closed)
{
    /// <summary>Over all time, or from the month of a day of service on, through the last month that is published.</summary>
    public Task<PublicCounts> PublicAsync(DateOnly? from = null, CancellationToken stop = default) => OfAsync(from is { } day ? SumRange.MonthOf(day) : null, closed.Last, stop);

    /// <summary>Of one month.</summary>
    /// <remarks>Refusal: <c>rating.month-not-published</c>.</remarks>
    public Task<PublicCounts> OfMonthAsync(DateOnly month, CancellationToken stop = default)
    {
        Refusal.Unless(month <= closed.Last, "rating.month-not-published", PublishedMonth.Text(month));
        return OfAsync(month, month, stop);
    }

    private async Task<PublicCounts> OfAsync(DateOnly? from, DateOnly last, CancellationToken stop)
    {
        var months = await figures.InTimeAsync(SumSpan.Month, from ?? DateOnly.MinValue, last, stop);
        return PublicCounts.Of(from, SumRange.LastOf(last), [.. months.Select(month => OpenTotal.Of("", month.Counts)).OfType<OpenTotal>()]);
    }
}
