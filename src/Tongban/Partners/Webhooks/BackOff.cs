namespace Tongban.Partners.Webhooks;

/// <summary>
/// When a webhook that was not taken is sent again: fifteen seconds, then three times as long each time, half a day at
/// most, for three and a half days; each time a fifth more or less, so that many do not come back at once. Pure.
/// </summary>
public static class BackOff
{
    public const int MostTries = 14;

    private const double Jitter = 0.2;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <param name="tries">How often it was tried, this time included.</param>
    /// <param name="chance">From 0 to 1.</param>
    /// <param name="asked">How long the other side asked us to wait; a day at most is granted.</param>
    public static TimeSpan After(int tries, double chance, TimeSpan? asked = null)
    {
        var seconds = Math.Min(First.TotalSeconds * Math.Pow(3, Math.Max(0, tries - 1)), Longest.TotalSeconds);
        var wait = TimeSpan.FromSeconds(seconds * (1 - Jitter + (2 * Jitter * chance)));
        return asked is { } at && at > wait ? TimeSpan.FromTicks(Math.Min(at.Ticks, TimeSpan.TicksPerDay)) : wait;
    }
}
