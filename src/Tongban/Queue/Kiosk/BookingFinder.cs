using System.Text;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Queue.Kiosk;

/// <summary>Finds today's booking at this site by what was scanned, read from the card or typed.</summary>
public sealed class BookingFinder(TongbanDb db, HallClock clock, PersonalData personal, BookingQr qr)
{
    /// <summary>Longer than anything we print.</summary>
    public const int MaxLength = 300;

    /// <summary>Of several today, the next one that is still open.</summary>
    public async Task<Appointment> FindAsync(Guid siteId, string typed, CancellationToken stop)
    {
        // Scanners in a Chinese keyboard layout type full-width letters.
        Refusal.Unless(typed.Length <= MaxLength, "appointment.unreadable-code");
        var text = typed.Normalize(NormalizationForm.FormKC).Trim();
        Refusal.Unless(text.Length > 0, "kiosk.code-empty");
        var found = await Matching(text).AsNoTracking().Where(a => a.On == clock.Today).OrderBy(a => a.StartsAt).ToListAsync(stop);
        var open = found.Where(a => a.Status is AppointmentStatus.Booked or AppointmentStatus.CheckedIn).ToList();
        Refusal.Unless(open.Count > 0, "kiosk.no-booking-today");
        Refusal.Unless(open.Exists(a => a.SiteId == siteId), "kiosk.booking-elsewhere");
        return open.Where(a => a.SiteId == siteId).OrderBy(a => a.Status == AppointmentStatus.CheckedIn).First();
    }

    /// <summary>The ticket that this booking already has, or null.</summary>
    public Task<Visit?> TicketOfAsync(Appointment booking, CancellationToken stop) =>
        db.Set<Visit>().SingleOrDefaultAsync(visit => visit.AppointmentId == booking.Id, stop);

    /// <summary>Today's visit whose slip was scanned, or null: only the slip's QR, because a number can be typed by anybody.</summary>
    public Task<Visit?> SlipAsync(Guid siteId, string typed, CancellationToken stop) =>
        TicketAddress.TokenIn(typed.Trim()) is { } token
            ? db.Set<Visit>().SingleOrDefaultAsync(visit => visit.Token == token && visit.SiteId == siteId && visit.On == clock.Today, stop)
            : Task.FromResult<Visit?>(null);

    // A number typed by hand is long and not a code: say which of its digits is wrong, not that a code is unreadable.
    private void MustBeNoMistypedNumber(string text)
    {
        if (text.Length is >= 17 and <= 19 && text[..^1].All(char.IsAsciiDigit))
        {
            CitizenId.Parse(text, clock.Today);
        }
        else if (text.Length is >= 10 and <= 12 && text.All(char.IsAsciiDigit))
        {
            MobileNumber.Parse(text);
        }
    }

    private IQueryable<Appointment> Matching(string text)
    {
        if (CitizenId.TryParse(text, clock.Today, out var id))
        {
            var hash = personal.Hash(Sealed.IdNumber, id.Value);
            return db.Set<Appointment>().Where(a => a.IdHash == hash);
        }

        if (MobileNumber.TryParse(text, out var phone))
        {
            var hash = personal.Hash(Sealed.Phone, phone.Value);
            return db.Set<Appointment>().Where(a => a.PhoneHash == hash);
        }

        MustBeNoMistypedNumber(text);
        var code = qr.CodeIn(text);
        return db.Set<Appointment>().Where(a => a.Code == code);
    }
}
