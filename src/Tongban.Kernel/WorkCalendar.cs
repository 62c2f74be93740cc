namespace Tongban.Kernel;

/// <summary>
/// The legal working days: Monday to Friday, less and plus what the yearly notices of the State Council's General
/// Office (国务院办公厅关于…年部分节假日安排的通知) say. Legal terms count in it; opening hours do not.
/// </summary>
/// <remarks>
/// A year without a notice is unknown, not ordinary: asking about one of its days refuses with
/// <c>calendar.not-published</c>, and a sum that runs into it gives null. The next notice may still rename days of
/// the last December (2018-12-29, 2022-12-31).
/// </remarks>
public sealed class WorkCalendar
{
    private readonly Dictionary<DateOnly, string> off;
    private readonly HashSet<DateOnly> worked;

    // Both make counting a matter of two look-ups: the working days in order, and how many lie before each day.
    private readonly List<DateOnly> workdays = [];
    private readonly List<int> workdaysBefore = [0];

    private WorkCalendar(IReadOnlyList<CalendarYear> years)
    {
        FirstPublishedDay = new DateOnly(years[0].Year, 1, 1);
        LastPublishedDay = new DateOnly(years[^1].Year, 12, 31);
        off = years.SelectMany(year => year.DaysOff()).ToDictionary();
        worked = years.SelectMany(year => year.DaysWorked()).ToHashSet();
        CountOnce();
    }

    public DateOnly FirstPublishedDay { get; }

    /// <summary>31 December of the last year that has a notice.</summary>
    public DateOnly LastPublishedDay { get; }

    /// <summary>Reads one JSON text for each year, in any order. A gap, an overlap or a nonsense day is a <see cref="FormatException"/>.</summary>
    public static WorkCalendar Parse(IEnumerable<string> jsonTexts) => new(CalendarYear.ParseAll(jsonTexts));

    public bool IsPublished(int year) => year >= FirstPublishedDay.Year && year <= LastPublishedDay.Year;

    /// <summary>Refuses with <c>calendar.not-published</c> ({0} the year).</summary>
    public bool IsWorkday(DateOnly day)
    {
        var index = IndexOf(day);

        return workdaysBefore[index + 1] > workdaysBefore[index];
    }

    /// <summary>Whether a notice gives the day off, a weekend inside a holiday included.</summary>
    public bool IsHoliday(DateOnly day) => off.ContainsKey(day);

    /// <summary>Whether a notice makes this weekend day a working day (调休).</summary>
    public bool IsSwappedWorkday(DateOnly day) => worked.Contains(day);

    /// <summary>The holiday's name (国庆节); null on any other day, a plain weekend or a swapped working day too.</summary>
    public string? NameOf(DateOnly day) => off.GetValueOrDefault(day);

    /// <summary>
    /// The <paramref name="n"/>-th working day after <paramref name="from"/>, which itself does not count
    /// (行政许可法 and 民法典 Art. 201: the day of the event is left out). Zero gives <paramref name="from"/> back.
    /// </summary>
    /// <returns>Null when it runs past <see cref="LastPublishedDay"/>.</returns>
    public DateOnly? AddWorkdays(DateOnly from, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);

        if (from > LastPublishedDay)
        {
            return null;
        }

        var last = workdaysBefore[IndexOf(from) + 1] + n - 1;

        return n == 0 ? from : last < workdays.Count ? workdays[last] : null;
    }

    /// <summary>Working days after the one day through the other, which counts; 0 when it does not come later.</summary>
    /// <remarks>Refuses with <c>calendar.not-published</c>.</remarks>
    public int WorkdaysBetween(DateOnly after, DateOnly through) =>
        Math.Max(0, workdaysBefore[IndexOf(through) + 1] - workdaysBefore[IndexOf(after) + 1]);

    private void CountOnce()
    {
        for (var day = FirstPublishedDay; day <= LastPublishedDay; day = day.AddDays(1))
        {
            if (IsSwappedWorkday(day) || (!IsWeekend(day) && !IsHoliday(day)))
            {
                workdays.Add(day);
            }

            workdaysBefore.Add(workdays.Count);
        }
    }

    internal static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private int IndexOf(DateOnly day)
    {
        Refusal.Unless(IsPublished(day.Year), "calendar.not-published", day.Year);

        return day.DayNumber - FirstPublishedDay.DayNumber;
    }
}
