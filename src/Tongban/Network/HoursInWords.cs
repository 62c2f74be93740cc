using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Network;

/// <summary>Opening hours as people read them.</summary>
public sealed class HoursInWords(Say say, Formats formats, HallClock clock)
{
    // What is written in Chinese and has words of its own: public holidays, and reasons that managers choose from.
    private static readonly string[] Holidays = ["new-year", "spring", "qingming", "labour", "dragon-boat", "mid-autumn", "national"];
    private static readonly string[] Causes = ["upgrade", "maintenance", "training", "power", "weather", "moving"];

    private DateTime Now => clock.Local(clock.Now);

    /// <summary>Reasons that the English pages can tell too.</summary>
    public IEnumerable<string> Reasons => Causes.Select(cause => say.In(WordBook.Chinese, "hours.name." + cause));

    /// <summary>9:00–12:00, 13:00–17:00; 24 hours; closed.</summary>
    public string Spans(IReadOnlyList<OpeningSpan> spans) =>
        spans.Count == 0 ? say["hours.closed"]
        : spans.Any(span => span.IsRoundTheClock) ? say["hours.round-the-clock"]
        : string.Join(say["hours.comma"], spans.Select(span => formats.Time(span.Opens, span.Closes)));

    /// <summary>The weekly pattern, one line a kind of day.</summary>
    public IReadOnlyList<string> Week(OpeningCalendar calendar, Guid? zoneId = null) =>
        [.. new[] { DayKind.Workday, DayKind.Weekend }
            .Select(kind => (kind, spans: calendar.PatternOf(kind, clock.Today, zoneId)))
            .Where(line => line.kind == DayKind.Workday || line.spans.Count > 0)
            .Select(line => say[line.kind == DayKind.Workday ? "hours.weekdays" : "hours.weekend", Spans(line.spans)])];

    /// <summary>Open now until 12:00; or when it opens next; or that this is not known yet.</summary>
    public string Status(OpeningCalendar calendar, Guid? zoneId = null) =>
        calendar.ClosesAt(Now, zoneId) is { } closes
            ? closes == OpeningSpan.LastMinute ? say["hours.open-always"] : say["hours.open-until", formats.Time(closes)]
            : calendar.NextOpening(Now, zoneId) is { } next ? say["hours.opens-next", Day(DateOnly.FromDateTime(next)), formats.Time(TimeOnly.FromDateTime(next))]
            : say["hours.not-known"];

    public bool IsOpen(OpeningCalendar calendar, Guid? zoneId = null) => calendar.IsOpenAt(Now, zoneId);

    /// <summary>Today, tomorrow, or the day with its weekday.</summary>
    public string Day(DateOnly day) => (day.DayNumber - clock.Today.DayNumber) switch
    {
        0 => say["hours.today"],
        1 => say["hours.tomorrow"],
        _ => formats.Day(day),
    };

    /// <summary>What makes a day special: a holiday, weekend service, a swapped working day, an exception's reason.</summary>
    public string? Label(OpeningDay day) =>
        (day.Exception ?? day.Holiday) is { } name ? Name(name)
        : day.IsWeekendService ? say["hours.weekend-service"]
        : day.Kind == DayKind.Workday && day.Day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? say["hours.swapped"]
        : null;

    // Two holidays may fall together: 国庆节、中秋节. A reason of somebody's own stays as it was written.
    private string Name(string written) => string.Join(say["hours.names"], written.Split('、').Select(one =>
        Holidays.Concat(Causes).FirstOrDefault(key => say.In(WordBook.Chinese, "hours.name." + key) == one) is { } known ? say["hours.name." + known] : one));
}
