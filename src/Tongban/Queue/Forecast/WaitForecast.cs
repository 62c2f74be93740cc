namespace Tongban.Queue.Forecast;

/// <summary>An honest range in minutes; both 0 when nobody has to wait.</summary>
public readonly record struct WaitRange(int Min, int Max);

/// <summary>How long somebody will wait: a range, never a promise, and unknown where no window serves.</summary>
public static class WaitForecast
{
    private const double Low = 0.8;
    private const double High = 1.2;
    private const int Step = 5;

    /// <summary>
    /// For somebody with <paramref name="ahead"/> persons before them. <paramref name="windows"/> serve the group; one
    /// that shares its time among groups counts in part. <paramref name="free"/>: one of them has nobody now.
    /// </summary>
    public static WaitRange? For(int ahead, double minutesEach, double windows, bool free)
    {
        if (windows <= 0)
        {
            return null;
        }

        if (ahead == 0 && free)
        {
            return new WaitRange(0, 0);
        }

        // Whoever sits at a window now is half done on average.
        var expected = (ahead + (free ? 0 : 0.5)) * minutesEach / windows;
        var min = Step * (int)Math.Floor(expected * Low / Step);
        return new WaitRange(min, Math.Max(min + Step, Step * (int)Math.Ceiling(expected * High / Step)));
    }

    /// <summary>When somebody who takes a number now is done at the latest.</summary>
    public static DateTime? DoneAt(DateTime now, WaitRange? wait, double minutesEach) =>
        wait is { } range ? now.AddMinutes(range.Max + minutesEach) : null;
}
