using System.Security.Cryptography;
using Tongban.Kernel;

namespace Tongban.Appointments.Allotting;

/// <summary>
/// A place that somebody gave up stays taken for a while: nobody can hand it to a friend by cancelling and pressing at
/// the same moment, and no script can wait for the instant at which it is free.
/// </summary>
public static class CoolDown
{
    /// <summary>
    /// Until when a place cools that is given up now; now, when it is free at once. Awaited is what somebody on the waiting
    /// list may want, who can be asked only while messages are sent.
    /// </summary>
    public static DateTime Until(DateTime now, DateTime startsAt, bool isAwaited, BookingPolicy policy, HallClock clock, int spreadSeconds)
    {
        var isNear = startsAt <= now.AddMinutes(policy.NoCoolDownWithinMinutes);
        var lasts = TimeSpan.FromMinutes(policy.CoolDownMinutes);
        return isAwaited ? Sooner(new MessageHours(policy, clock).Add(now, lasts), startsAt)
            : isNear ? now
            : now + lasts + TimeSpan.FromSeconds(spreadSeconds);
    }

    public static int Lot(BookingPolicy policy) => RandomNumberGenerator.GetInt32(0, (policy.CoolDownSpreadMinutes * 60) + 1);

    private static DateTime Sooner(DateTime one, DateTime other) => one < other ? one : other;
}

/// <summary>The hours in which people are sent messages that they must answer.</summary>
public sealed class MessageHours(BookingPolicy policy, HallClock clock)
{
    public bool AreNow(DateTime now) => TimeOnly.FromDateTime(clock.Local(now)) is var time && time >= policy.MessagesFrom && time < policy.MessagesUntil;

    /// <summary>So much later, counted in these hours only: what is told at ten to nine in the evening goes on at eight.</summary>
    public DateTime Add(DateTime now, TimeSpan span)
    {
        var (at, left) = (NextOpen(now), span);
        while (true)
        {
            var closes = clock.At(clock.DayOf(at), policy.MessagesUntil);
            if (at + left <= closes)
            {
                return at + left;
            }

            left -= closes - at;
            at = clock.At(clock.DayOf(at).AddDays(1), policy.MessagesFrom);
        }
    }

    private DateTime NextOpen(DateTime now)
    {
        var (day, opens) = (clock.DayOf(now), clock.At(clock.DayOf(now), policy.MessagesFrom));
        return AreNow(now) ? now : now < opens ? opens : clock.At(day.AddDays(1), policy.MessagesFrom);
    }
}
