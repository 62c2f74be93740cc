using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Holding;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Appointments.Desk;

/// <summary>By what staff look bookings up; the address then holds a keyed hash, never the number itself.</summary>
public enum LookupBy
{
    Id,
    Phone,
    Code,
}

/// <summary>Finds a person's bookings by the exact document, phone or code, and notes that somebody looked.</summary>
public sealed class BookingLookup(TongbanDb db, HallClock clock, PersonalData personal, BookingQr qr, BookingReader reader, IOptions<BookingPolicy> policy)
{
    /// <summary>Reads what was typed or scanned: a booking's QR or code, a phone, otherwise a document's number.</summary>
    /// <remarks>Refusals: <c>appointment.forged-qr</c>, <c>appointment.nothing-typed</c>.</remarks>
    public async Task<(LookupBy By, string Key)> ReadAsync(string? typed, CancellationToken stop)
    {
        var text = (typed ?? "").Trim();
        Refusal.Unless(text.Length is > 3 and <= 200, "appointment.nothing-typed");
        if (MobileNumber.TryParse(text, out var phone))
        {
            return (LookupBy.Phone, personal.Hash(Sealed.Phone, phone.Value));
        }

        return IdDocument.TryParse(text, clock.Today, out var document)
            ? (LookupBy.Id, personal.Hash(Sealed.IdNumber, document.Value))
            : await OtherwiseAsync(text, stop);
    }

    /// <summary>Live bookings of today and later.</summary>
    public async Task<IReadOnlyList<BookingFacts>> FindAsync(LookupBy by, string key, CancellationToken stop)
    {
        var today = clock.Today;
        var live = db.Set<Appointment>().AsNoTracking().Where(a => a.On >= today && (a.Status == AppointmentStatus.Booked || a.Status == AppointmentStatus.CheckedIn));
        var found = by switch
        {
            LookupBy.Id => live.Where(a => a.IdHash == key),
            LookupBy.Phone => live.Where(a => a.PhoneHash == key),
            _ => live.Where(a => a.Code == key),
        };
        return await reader.OfAsync(await found.OrderBy(a => a.StartsAt).Take(20).ToListAsync(stop), stop);
    }

    /// <summary>Bookings that the person missed lately, forgiven ones too, the last first.</summary>
    public async Task<IReadOnlyList<BookingFacts>> MissedAsync(LookupBy by, string key, CancellationToken stop)
    {
        var since = clock.Today.AddDays(-policy.Value.MissedWithinDays);
        var missed = db.Set<Appointment>().AsNoTracking().Where(a => a.Status == AppointmentStatus.Missed && a.On >= since);
        var found = by switch
        {
            LookupBy.Id => missed.Where(a => a.IdHash == key),
            LookupBy.Phone => missed.Where(a => a.PhoneHash == key),
            _ => missed.Where(a => a.Code == key),
        };
        return await reader.OfAsync(await found.OrderByDescending(a => a.StartsAt).Take(20).ToListAsync(stop), stop);
    }

    /// <summary>Who said that a missed booking does not count, by booking.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ForgivenByAsync(IEnumerable<BookingFacts> missed, CancellationToken stop)
    {
        var ids = missed.Where(one => one.Booking.ForgivenAt is not null).Select(one => one.Booking.Id).ToList();
        var facts = await db.Facts.AsNoTracking().Where(fact => ids.Contains(fact.SubjectId) && fact.What == "appointment.forgiven").Select(fact => new { fact.SubjectId, fact.By }).ToListAsync(stop);
        var names = (await db.Set<StaffAccount>().AsNoTracking().Select(account => new { account.Id, account.FullName }).ToListAsync(stop)).ToDictionary(account => Actor.Staff(account.Id).ToString(), account => account.FullName);
        return facts.Where(fact => names.ContainsKey(fact.By)).DistinctBy(fact => fact.SubjectId).ToDictionary(fact => fact.SubjectId, fact => names[fact.By]);
    }

    /// <summary>The fact that staff looked; saved by the caller's transaction.</summary>
    public Task NoteAsync(LookupBy by, Actor staff, CancellationToken stop)
    {
        db.Facts.Add(Fact.Of(db.CentreId, "BookingLookup", Guid.CreateVersion7(), 1, "bookings.looked-up", clock.Now, staff.ToString(), $$"""{"by":"{{by}}"}"""));
        return db.SaveChangesAsync(stop);
    }

    // Eight characters are a code where a booking has it; anything else may be a passport.
    private async Task<(LookupBy By, string Key)> OtherwiseAsync(string text, CancellationToken stop)
    {
        if (text.Contains('.', StringComparison.Ordinal))
        {
            return (LookupBy.Code, qr.CodeIn(text));
        }

        var plain = IdentityForm.PlainNumber(text);
        return plain.Length == Tongban.Shared.Codes.SpokenLength && await db.Set<Appointment>().AnyAsync(a => a.Code == plain, stop)
            ? (LookupBy.Code, plain)
            : (LookupBy.Id, personal.Hash(Sealed.IdNumber, plain));
    }
}
