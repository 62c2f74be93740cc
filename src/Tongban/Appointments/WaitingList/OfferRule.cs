using Tongban.Appointments.Allotting;
using Tongban.Kernel;

namespace Tongban.Appointments.WaitingList;

/// <summary>How long an offer lasts. Pure: what it needs is told to it.</summary>
public sealed class OfferRule(BookingPolicy policy, HallClock clock)
{
    /// <summary>Null at night, and where too little time is left before the place begins.</summary>
    public OfferTime? For(DateTime startsAt, DateTime now)
    {
        var hours = new MessageHours(policy, clock);
        var latest = startsAt.AddMinutes(-policy.OfferBeforeStartMinutes);
        var usual = hours.Add(now, TimeSpan.FromMinutes(policy.OfferMinutes));
        var until = usual < latest ? usual : latest;
        if (!hours.AreNow(now) || until < now.AddMinutes(policy.ShortestOfferMinutes))
        {
            return null;
        }

        var next = hours.Add(until, TimeSpan.FromMinutes(policy.CoolDownMinutes));
        // The next in line can still be asked only while there is time for an offer; and never is it free before it is over.
        var free = next < latest ? next : latest;
        return new(until, free > until ? free : until.AddMilliseconds(1));
    }
}
