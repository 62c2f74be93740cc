using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Gate;

/// <summary>What a scan led to: an answer, several bookings to choose from, or nobody whom we know.</summary>
public sealed record ScanResult(Admission? Admission, IReadOnlyList<Appointment> Choice);

/// <summary>Finds out whose code, document or phone this is and asks <see cref="Admitting"/> to let them in.</summary>
public sealed class Scanning(TongbanDb db, HallClock clock, Admitting admitting, GateZones zones, BookingQr qr, PersonalData personal, HallOrders orders)
{
    public async Task<ScanResult> ScanAsync(Guid siteId, string? typed, int people, Actor by, CancellationToken stop = default)
    {
        var scanned = Scanned.Read(typed, qr, clock.Today);
        return scanned.Kind switch
        {
            ScannedKind.Booking => Answer(await BookingAsync(siteId, scanned.Value, people, by, stop)),
            ScannedKind.Ticket => Answer(await TicketAsync(siteId, v => v.Number == scanned.Value && v.On == clock.Today, people, by, stop)),
            ScannedKind.TicketToken => Answer(await TicketAsync(siteId, v => v.Token == scanned.Value, people, by, stop)),
            ScannedKind.IdNumber => await PersonAsync(siteId, personal.Hash(Sealed.IdNumber, scanned.Value), people, by, stop),
            ScannedKind.Phone => await PersonAsync(siteId, personal.Hash(Sealed.Phone, scanned.Value), people, by, stop),
            ScannedKind.Forged => Answer(await admitting.RefuseAsync(new(siteId, null, AdmissionWay.Booking, people), "forged-qr", by, stop)),
            _ => Answer(await admitting.RefuseAsync(new(siteId, null, AdmissionWay.Booking, people), "unreadable", by, stop)),
        };
    }

    // Read, or chosen of several.
    private async Task<Admission> BookingAsync(Guid siteId, string code, int people, Actor by, CancellationToken stop = default)
    {
        var booking = await FindAsync(code, stop);
        if (booking is null)
        {
            return await admitting.RefuseAsync(new(siteId, null, AdmissionWay.Booking, people), "booking-unknown", by, stop);
        }

        if (booking.Status == AppointmentStatus.Booked)
        {
            // A kiosk may check it in at this moment: whoever comes second sees its number.
            await db.LockAsync<Appointment>([booking.Id], stop);
            booking = (await FindAsync(code, stop))!;
        }

        var zoneId = await zones.OfGroupAsync(siteId, booking.GroupId, stop);
        var call = new AdmissionCall(siteId, zoneId, AdmissionWay.Booking, people, null, booking.Id);
        return await WhyNotAsync(booking, siteId, stop) is { } reason ? await admitting.RefuseAsync(call, reason, by, stop)
            : booking.Status == AppointmentStatus.CheckedIn ? await TicketAsync(siteId, v => v.AppointmentId == booking.Id, people, by, stop)
            : await admitting.LetInAsync(call, booking.Code, "", by, stop);
    }

    // Who comes early for a time at which nobody works any more is not asked to wait for it.
    private async Task<string?> WhyNotAsync(Appointment booking, Guid siteId, CancellationToken stop)
    {
        var reason = BookingAtGate.WhyNot(booking, siteId, clock.Today, clock.Now);
        return reason is null or BookingAtGate.TooEarly && booking.Status == AppointmentStatus.Booked && await orders.IsClosedAsync(siteId, stop) ? Admitting.DayIsClosed : reason;
    }

    private Task<Appointment?> FindAsync(string code, CancellationToken stop) => db.Set<Appointment>().AsNoTracking().SingleOrDefaultAsync(a => a.Code == code, stop);

    private async Task<Admission> TicketAsync(Guid siteId, System.Linq.Expressions.Expression<Func<Visit, bool>> which, int people, Actor by, CancellationToken stop)
    {
        var visit = await db.Set<Visit>().AsNoTracking().Where(which).SingleOrDefaultAsync(v => v.SiteId == siteId, stop);
        var none = new AdmissionCall(siteId, null, AdmissionWay.Ticket, people, visit?.Id, visit?.AppointmentId);
        if (await WhyNotAsync(visit, stop) is { } reason)
        {
            return await admitting.RefuseAsync(none, reason, by, stop);
        }

        var leg = visit!.Legs.OrderBy(l => l.Seq).FirstOrDefault(l => l.EndedAt is null);
        var zoneId = leg is null ? null : await zones.OfGroupAsync(siteId, leg.GroupId, stop);
        return await admitting.LetInAsync(none with { ZoneId = zoneId }, null, "", by, stop);
    }

    private async Task<string?> WhyNotAsync(Visit? visit, CancellationToken stop) => visit switch
    {
        null => "ticket-unknown",
        _ when visit.On != clock.Today => "ticket-other-day",
        { Status: not VisitStatus.InHall } => "ticket-ended",
        _ when await db.Set<Admission>().AnyAsync(a => a.VisitId == visit.Id && a.Outcome != AdmissionOutcome.Refused && a.UndoneAt == null && a.LeftAt == null, stop) => "already-inside",
        _ => null,
    };

    private async Task<ScanResult> PersonAsync(Guid siteId, string hash, int people, Actor by, CancellationToken stop)
    {
        var today = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.On == clock.Today && (a.IdHash == hash || a.PhoneHash == hash) && (a.Status == AppointmentStatus.Booked || a.Status == AppointmentStatus.CheckedIn))
            .OrderBy(a => a.StartsAt).ToListAsync(stop);
        return today.Count == 1 ? Answer(await BookingAsync(siteId, today[0].Code, people, by, stop)) : new(null, today);
    }

    private static ScanResult Answer(Admission admission) => new(admission, []);
}
