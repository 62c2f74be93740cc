namespace Tongban.Queue.Forecast;

/// <summary>An honest range in minutes; both 0 when nobody has to wait.</summary>
public readonly record struct WaitRange(int Min, int Max);

/// <summary>How long somebody will wait: a range that holds the truth four times in five, never a promise.</summary>
public static class WaitForecast
{
    private const int Step = 5;

    /// <summary>A day differs from those before it by about so much.</summary>
    private const double Strange = 0.15;

    // Four in five of what varies by chance lie within so many standard deviations.
    private const double FourInFive = 1.28;

    /// <summary>The range around what is expected.</summary>
    /// <param name="expected">Minutes until the call.</param>
    /// <param name="spread">The standard deviation of one service.</param>
    /// <param name="cycle">Minutes that one person occupies a window.</param>
    /// <param name="windows">Windows that serve the line; one that shares its time counts in part.</param>
    public static WaitRange Around(double expected, double spread, double cycle, double windows)
    {
        // Nobody feels half a minute.
        if (expected < 0.5)
        {
            return new WaitRange(0, 0);
        }

        // So many services end before the call, each with its own chance.
        var services = Math.Max(1, expected * windows / cycle);
        var chance = spread * Math.Sqrt(services) / windows;
        var either = FourInFive * Math.Sqrt((chance * chance) + (Strange * expected * Strange * expected));
        var min = Step * (int)Math.Floor(Math.Max(0, expected - either) / Step);
        return new WaitRange(min, Math.Max(min + Step, Step * (int)Math.Ceiling((expected + either) / Step)));
    }

    /// <summary>When somebody who takes a number now is done at the latest.</summary>
    public static DateTime? DoneAt(DateTime now, WaitRange? wait, double minutesEach) =>
        wait is { } range ? now.AddMinutes(range.Max + minutesEach) : null;
}
