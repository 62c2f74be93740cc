using System.Diagnostics;

namespace Tongban.Shared.Live;

/// <summary>
/// How often one screen is told to fetch again: at once, and then at most every <see cref="Gap"/> with what came
/// meanwhile in one. Calls are never held back.
/// </summary>
public sealed class LivePace
{
    public static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(500);

    private static readonly long GapTicks = (long)(Gap.TotalSeconds * Stopwatch.Frequency);
    private long nextAt = long.MinValue;
    private bool owed;

    /// <summary>How long to wait for something new before <see cref="Next"/> is asked with nothing.</summary>
    public TimeSpan Patience(long at) =>
        !owed ? LiveStream.Beat : at >= nextAt ? TimeSpan.Zero : Stopwatch.GetElapsedTime(at, nextAt);

    /// <summary>The event to send now, or null. Without a change the time has come: for what is owed, or for a beat.</summary>
    public string? Next(LiveChange? change, long at)
    {
        if (change is not null && change.Kind != LiveChange.Changed)
        {
            return change.Kind;
        }

        if (change is null && !owed)
        {
            return "beat";
        }

        owed = at < nextAt;
        nextAt = owed ? nextAt : at + GapTicks;
        return owed ? null : LiveChange.Changed;
    }
}
