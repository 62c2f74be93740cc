using System.Globalization;
using System.Text.Json;

namespace Tongban.Kernel;

/// <summary>
/// One year's notice as it stands in <c>data/calendar</c>: holidays by day or range (<c>2026-02-15..2026-02-23</c>)
/// with their names, and the weekend days worked in exchange. A slip of the pen in it is a <see cref="FormatException"/>.
/// </summary>
internal sealed record CalendarYear(int Year, Dictionary<string, string> Off, string[] Worked)
{
    // The longest so far is ten days (春节 2020); more than a month is a mistyped range.
    private const int LongestHoliday = 31;

    public static IReadOnlyList<CalendarYear> ParseAll(IEnumerable<string> jsonTexts)
    {
        var years = jsonTexts.Select(Parse).OrderBy(year => year.Year).ToList();
        Must(years.Count > 0, "A calendar needs at least one year.");
        Must(years[^1].Year - years[0].Year == years.Count - 1 && years.DistinctBy(y => y.Year).Count() == years.Count, "The years must follow one another.");
        MustNotOverlap(years);

        return years;
    }

    public IEnumerable<KeyValuePair<DateOnly, string>> DaysOff() =>
        from holiday in Off from day in DaysOf(holiday.Key) select KeyValuePair.Create(day, holiday.Value);

    public IEnumerable<DateOnly> DaysWorked() => Worked.Select(ReadDay);

    private static CalendarYear Parse(string json)
    {
        var year = Read(json);
        Must(year.Off is { Count: > 0 } && year.Worked is not null, $"The year {year.Year} names no holidays or no worked days.");
        Must(year.DaysOff().Select(off => off.Key).Concat(year.DaysWorked()).All(year.MayName), $"The year {year.Year} names a day of another year.");
        Must(year.DaysWorked().All(WorkCalendar.IsWeekend), $"The year {year.Year} swaps a day that is no weekend day.");

        return year;
    }

    private static CalendarYear Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<CalendarYear>(json, JsonSerializerOptions.Web) ?? throw new FormatException("The calendar text is empty.");
        }
        catch (JsonException broken)
        {
            throw new FormatException("The calendar text is not the expected JSON.", broken);
        }
    }

    // A notice may reach into the December before: 2018-12-29, 2022-12-31.
    private bool MayName(DateOnly day) => day.Year == Year || (day.Year == Year - 1 && day.Month == 12);

    private static void MustNotOverlap(IEnumerable<CalendarYear> years)
    {
        var days = years.SelectMany(year => year.DaysOff().Select(off => off.Key).Concat(year.DaysWorked())).ToList();
        Must(days.Distinct().Count() == days.Count, "A day is named twice.");
    }

    private static IEnumerable<DateOnly> DaysOf(string range)
    {
        var ends = range.Split("..");
        var (first, last) = (ReadDay(ends[0]), ReadDay(ends[^1]));
        var length = last.DayNumber - first.DayNumber + 1;
        Must(ends.Length <= 2 && length is >= 1 and <= LongestHoliday, $"{range} is not a range of days.");

        return Enumerable.Range(0, length).Select(first.AddDays);
    }

    private static DateOnly ReadDay(string text)
    {
        Must(DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), $"{text} is not a day.");

        return day;
    }

    private static void Must(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
