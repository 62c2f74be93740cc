using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Gate;

/// <summary>
/// Enters whom a gate let in while it had no contact. They are inside, so they are counted whatever the zone holds;
/// their booking is checked in at the time they came. Whoever was inside already is flagged, never dropped.
/// </summary>
public sealed class Afterwards(TongbanDb db, HallClock clock, BookingQr qr, GateZones zones, ZoneCount count, Arrival arrival, Admitting admitting)
{
    /// <param name="siteId">The gate's site.</param>
    /// <param name="typed">What was scanned.</param>
    /// <param name="people">The person and those with them.</param>
    /// <param name="at">When; a tablet's clock that is ahead is cut to now.</param>
    /// <param name="by">The gate or its guard.</param>
    /// <param name="stop">Stops.</param>
    /// <remarks>Refusals: <c>gate.not-of-today</c>.</remarks>
    public async Task<Admission> EnterAsync(Guid siteId, string? typed, int people, DateTime at, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(clock.DayOf(at) == clock.Today, "gate.not-of-today");
        var came = at < clock.Now ? at : clock.Now;
        var scanned = Scanned.Read(typed, qr, clock.Today);
        var booking = scanned.Kind == ScannedKind.Booking ? await db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == scanned.Value && a.SiteId == siteId, stop) : null;
        var visit = await VisitAsync(siteId, scanned, booking, stop);
        var call = new AdmissionCall(siteId, null, booking is null ? AdmissionWay.Ticket : AdmissionWay.Booking, Math.Max(1, people), visit?.Id, booking?.Id);
        if (visit is not null)
        {
            return await IsInsideAsync(visit.Id, stop)
                ? await admitting.RefuseAsync(call, "offline-twice", by, stop)
                : await LetInAsync(call, visit.Current?.GroupId, by, stop);
        }

        return booking is not null && BookingAtGate.WhyNot(booking, siteId, clock.Today, came) is null
            ? await LetInAsync(call with { VisitId = (await arrival.CheckInAsync(booking.Code, by, stop, came)).Id }, booking.GroupId, by, stop)
            : await admitting.RefuseAsync(call, "offline-unknown", by, stop);
    }

    private Task<Visit?> VisitAsync(Guid siteId, Scanned scanned, Appointment? booking, CancellationToken stop)
    {
        var today = db.Set<Visit>().AsNoTracking().Where(v => v.SiteId == siteId && v.On == clock.Today);
        return scanned.Kind switch
        {
            ScannedKind.Ticket => today.SingleOrDefaultAsync(v => v.Number == scanned.Value, stop),
            ScannedKind.TicketToken => today.SingleOrDefaultAsync(v => v.Token == scanned.Value, stop),
            _ when booking is not null => today.SingleOrDefaultAsync(v => v.AppointmentId == booking.Id, stop),
            _ => Task.FromResult<Visit?>(null),
        };
    }

    private Task<bool> IsInsideAsync(Guid visitId, CancellationToken stop) => db.Set<Admission>()
        .AnyAsync(a => a.VisitId == visitId && a.Outcome != AdmissionOutcome.Refused && a.UndoneAt == null && a.LeftAt == null, stop);

    private async Task<Admission> LetInAsync(AdmissionCall call, Guid? groupId, Actor by, CancellationToken stop)
    {
        var zoneId = groupId is { } group ? await zones.OfGroupAsync(call.SiteId, group, stop) : null;
        if (zoneId is { } zone)
        {
            await count.EnterAsync(zone, call.People, refuseWhenFull: false, by, stop);
        }

        return await admitting.KeepAsync(Admission.Assist(db.CentreId, call with { ZoneId = zoneId }, AssistReasons.Offline, clock.Today, clock.Now, by), stop);
    }
}
