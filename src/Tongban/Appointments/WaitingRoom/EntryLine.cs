namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// The line before booking, as a leaky bucket (GCRA): each who comes is promised the next free instant, one interval after
/// the one before. Instants are whole microseconds, which both databases keep.
/// </summary>
public static class EntryLine
{
    private const double MicrosPerSecond = 1_000_000;

    /// <summary>Rounded up, so that never more enter than the rate says.</summary>
    public static long Interval(double perSecond) => (long)Math.Ceiling(MicrosPerSecond / perSecond);

    /// <summary>How many whose turn is to come are before the one whose turn is then.</summary>
    public static int Before(DateTime admitAt, DateTime now, double perSecond) =>
        admitAt <= now || perSecond <= 0 ? 0 : (int)((MicrosOf(admitAt) - MicrosOf(now) - 1) / Interval(perSecond));

    public static long MicrosOf(DateTime instant) => (instant - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTime AtMicros(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
