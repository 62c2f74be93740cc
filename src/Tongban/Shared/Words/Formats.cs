using System.Globalization;
using Tongban.Kernel;

namespace Tongban.Shared.Words;

/// <summary>
/// Dates, times, counts, money and shares as people read them here, in the request's language. Always the hall's
/// date. Unknown is "—", never 0.
/// </summary>
public sealed class Formats(Say say, HallClock clock)
{
    public const string Unknown = "—";

    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>11月25日 周三; with the year when it is not this one.</summary>
    public string Day(DateOnly day) =>
        day.ToString(say[day.Year == clock.Today.Year ? "format.day" : "format.day-of-year"], Culture);

    /// <summary>2020年11月.</summary>
    public string Month(DateOnly month) => month.ToString(say["format.month"], Culture);

    /// <summary>2020年11月24日, as on a document.</summary>
    public string OfficialDay(DateOnly day) => day.ToString(say["format.official-day"], Culture);

    /// <summary>周三.</summary>
    public string Weekday(DateOnly day) => day.ToString("ddd", Culture);

    /// <summary>9:00, always in 24 hours.</summary>
    public string Time(TimeOnly time) => time.ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>9:00–17:00.</summary>
    public string Time(TimeOnly from, TimeOnly to) => $"{Time(from)}–{Time(to)}";

    /// <summary>The hall's time of day at a UTC instant.</summary>
    public string Time(DateTime instant) => Time(TimeOnly.FromDateTime(clock.Local(instant)));

    /// <summary>11月12日 周四 9:41, in the hall.</summary>
    public string Moment(DateTime instant) => $"{Day(clock.DayOf(instant))} {Time(instant)}";

    /// <summary>46,369.</summary>
    public string Count(long count) => count.ToString("N0", Culture);

    /// <summary>A price: 80 元, and 80.50 元 where there are fen.</summary>
    public string Money(long fen) => fen % 100 == 0 ? Yuan(fen, "N0") : Sum(fen);

    /// <summary>A sum, with its fen: 387.00 元.</summary>
    public string Sum(long fen) => Yuan(fen, "N2");

    /// <summary>A report's sum: 317.7786 万元; in English whole yuan.</summary>
    public string ReportSum(long fen) => Culture.TwoLetterISOLanguageName == "en"
        ? Yuan(fen, "N0")
        : say["format.ten-thousand-yuan", (fen / 1_000_000m).ToString("N4", Culture)];

    /// <summary>89.64%; "—" when there is nothing to divide.</summary>
    public string Share(long part, long whole) => whole == 0
        ? Unknown
        : (100m * part / whole).ToString("0.00", CultureInfo.InvariantCulture) + "%";

    /// <summary>约 45–60 分. Waits are ranges; null is unknown, a greatest wait of 0 is none.</summary>
    public string WaitRange(int? min, int? max) => (min, max) switch
    {
        (_, 0) => say["format.no-wait"],
        ({ } low, { } high) when low < high => say["format.wait-range", low, high],
        (_, { } high) => say["format.wait", high],
        _ => Unknown,
    };

    /// <summary>3 个工作日.</summary>
    public string Workdays(int days) => Some("format.workdays", days);

    /// <summary>还有 3 个工作日; 今天到期; 超期 2 个工作日.</summary>
    public string WorkdaysLeft(int days) => days switch
    {
        > 0 => Some("format.workdays-left", days),
        0 => say["format.due-today"],
        < 0 => Some("format.workdays-over", -days),
    };

    // English says "1 working day"; Chinese has the same sentence for both.
    private string Some(string key, int count) => say[count == 1 ? key + "-one" : key, count];

    private string Yuan(long fen, string format) => say["format.yuan", (fen / 100m).ToString(format, Culture)];
}
