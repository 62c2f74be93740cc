using Tongban.Kernel;
using Tongban.Ratings.Figures.Open;

namespace Tongban.Ratings.Figures;

/// <summary>A line of figures.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Counts">How many.</param>
/// <param name="IsHidden">About so few that they are not told.</param>
public sealed record FigureLine(string Name, FigureCounts Counts, bool IsHidden = false)
{
    /// <summary>Under which it is counted.</summary>
    public string Key { get; init; } = "";
}

/// <summary>Figures of a period as they are shown, written out and printed.</summary>
/// <param name="From">The first day.</param>
/// <param name="Through">The last day.</param>
/// <param name="Side">From which side: <c>item</c>.</param>
/// <param name="Total">Of the whole centre.</param>
/// <param name="Lines">One for each key.</param>
/// <param name="Trend">In time, the oldest first.</param>
/// <param name="Progress">How far the sums have got.</param>
public sealed record FigureView(DateOnly From, DateOnly Through, string Side, FigureLine Total, IReadOnlyList<FigureLine> Lines, IReadOnlyList<TrendLine> Trend, SumProgress Progress)
{
    /// <summary>Levels that nobody ever chose, in the middle of the scale.</summary>
    public IReadOnlyList<RatingLevel> NeverUsed { get; init; } = [];

    /// <summary>For whoever is rated too: this and nothing else; null for all others.</summary>
    public OpenView? Open { get; init; }

    /// <summary>A channel is the rating's and not the service's: there is nothing to be rated through one.</summary>
    public bool CountsServices => Side != FigureReading.Channel;
}

/// <summary>Figures without what they tell of a few.</summary>
/// <param name="Total">Null where the whole is of a few.</param>
/// <param name="Lines">Of its groups.</param>
public sealed record OpenView(OpenTotal? Total, OpenLines Lines);

/// <summary>Periods that a reader may ask for.</summary>
/// <param name="Latest">The last day.</param>
/// <param name="ByMonth">Whole months only.</param>
public sealed record FigurePeriods(DateOnly Latest, bool ByMonth)
{
    public FigurePeriod Of(DateOnly? from, DateOnly? through)
    {
        var period = FigurePeriod.Of(from, through, Latest);
        return ByMonth ? new(SumRange.MonthOf(period.From), SumRange.LastOf(period.Through)) : period;
    }

    /// <summary>What is usually asked for: the word, and the days.</summary>
    public IReadOnlyList<(string Word, FigurePeriod Period)> Usual() => ByMonth
        ? [("rating.last-closed", new(SumRange.MonthOf(Latest), Latest)), .. FigurePeriod.Usual(Latest).Where(usual => usual.Word is "rating.this-year" or "rating.last-year")]
        : FigurePeriod.Usual(Latest);
}

/// <summary>A period as somebody asked for it. A wrong order or too long a one is set right rather than refused: nothing is lost by it.</summary>
public sealed record FigurePeriod(DateOnly From, DateOnly Through)
{
    public const int UsualDays = 30;
    public const int MaxDays = 3_660;

    /// <summary>Up to so many days the trend is one of days, and of months beyond.</summary>
    private const int DaysInTrend = 62;

    private static readonly DateOnly Earliest = new(2000, 1, 1);

    public SumSpan TrendBy => Through.DayNumber - From.DayNumber < DaysInTrend ? SumSpan.Day : SumSpan.Month;

    public static FigurePeriod Of(DateOnly? from, DateOnly? through, DateOnly latest)
    {
        var to = Within(through ?? latest, latest);
        var begin = Within(from ?? to.AddDays(1 - UsualDays), latest);
        (begin, to) = begin > to ? (to, begin) : (begin, to);
        var earliest = to.AddDays(1 - MaxDays);
        return new(begin < earliest ? earliest : begin, to);
    }

    /// <summary>What is usually asked for: the word, and the days.</summary>
    public static IReadOnlyList<(string Word, FigurePeriod Period)> Usual(DateOnly latest)
    {
        var (month, year) = (SumRange.MonthOf(latest), new DateOnly(latest.Year, 1, 1));
        return
        [
            ("rating.today", new(latest, latest)),
            ("rating.days30", new(latest.AddDays(1 - UsualDays), latest)),
            ("rating.this-month", new(month, latest)),
            ("rating.last-month", new(month.AddMonths(-1), month.AddDays(-1))),
            ("rating.this-year", new(year, latest)),
            ("rating.last-year", new(year.AddYears(-1), year.AddDays(-1))),
        ];
    }

    private static DateOnly Within(DateOnly day, DateOnly latest) => day < Earliest ? Earliest : day > latest ? latest : day;
}
