namespace Tongban.Kernel;

/// <summary>
/// The hall's time: UTC instants cut to milliseconds (PostgreSQL keeps microseconds, SQLite ticks: what is
/// compared must survive both), and days and times of day in the hall's zone.
/// </summary>
/// <param name="time">The machine's time, or a test's.</param>
/// <param name="zone">The hall's zone, Asia/Shanghai.</param>
/// <param name="shift">A demonstration's shift (<c>./run --at</c>); zero in earnest.</param>
public sealed class HallClock(TimeProvider time, TimeZoneInfo zone, TimeSpan shift = default)
{
    /// <summary>The zone of every hall in China.</summary>
    public static TimeZoneInfo China { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>Now, UTC, whole milliseconds.</summary>
    public DateTime Now => CutToMilliseconds(time.GetUtcNow().UtcDateTime + shift);

    /// <summary>The hall's day, which begins eight hours before the UTC day.</summary>
    public DateOnly Today => DayOf(Now);

    /// <summary>The hall's time of day.</summary>
    public TimeOnly TimeOfDay => TimeOnly.FromDateTime(Local(Now));

    /// <summary>Whether a demonstration has shifted this clock; every page then says so.</summary>
    public bool IsShifted => shift != TimeSpan.Zero;

    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(Local(instant));

    public DateTime Local(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(instant, zone);

    /// <summary>The UTC instant of a time of day on one of the hall's days.</summary>
    public DateTime At(DateOnly day, TimeOnly timeOfDay) =>
        TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(timeOfDay, DateTimeKind.Unspecified), zone);

    private static DateTime CutToMilliseconds(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
