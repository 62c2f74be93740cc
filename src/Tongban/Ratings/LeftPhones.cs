using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Cases;
using Tongban.OneThing;
using Tongban.People;
using Tongban.Queue;

namespace Tongban.Ratings;

/// <summary>
/// The phone that was left with what was served (办事时预留的手机号): with its own record, with the case, the one-thing or the
/// booking. A number drawn at the kiosk without a booking has none.
/// </summary>
public sealed class LeftPhones(TongbanDb db)
{
    public async Task<Sealed?> OfAsync(Service service, CancellationToken stop = default) =>
        service.PhoneHash is { } own ? new Sealed(service.PhoneCipher!, own)
        : await OfCaseAsync(service, stop) ?? await OfBundleAsync(service, stop) ?? await OfBookingAsync(service, stop);

    /// <summary>Services with any phone, or with this one.</summary>
    public IQueryable<Service> With(string? hash = null)
    {
        var cases = db.Set<Case>().Where(one => one.PhoneHash != null && (hash == null || one.PhoneHash == hash));
        var bundles = db.Set<Bundle>().Where(one => one.PhoneHash != null && (hash == null || one.PhoneHash == hash));
        var legs =
            from leg in db.Set<Leg>()
            join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
            join booking in db.Set<Appointment>() on visit.AppointmentId equals booking.Id
            where booking.PhoneHash != null && (hash == null || booking.PhoneHash == hash)
            select leg.Id;
        return db.Set<Service>().Where(service => (service.PhoneHash != null && (hash == null || service.PhoneHash == hash))
            || (service.CaseId != null && cases.Any(one => one.Id == service.CaseId))
            || (service.BundleId != null && bundles.Any(one => one.Id == service.BundleId))
            || (service.LegId != null && (cases.Any(one => one.LegId == service.LegId) || legs.Contains(service.LegId!.Value))));
    }

    private async Task<Sealed?> OfCaseAsync(Service service, CancellationToken stop) => Seal(await db.Set<Case>()
        .Where(one => one.PhoneHash != null && (one.Id == service.CaseId || (service.LegId != null && one.LegId == service.LegId)))
        .Select(one => new { one.PhoneCipher, one.PhoneHash }).FirstOrDefaultAsync(stop) is { } found ? (found.PhoneCipher, found.PhoneHash) : default);

    private async Task<Sealed?> OfBundleAsync(Service service, CancellationToken stop) => Seal(await db.Set<Bundle>()
        .Where(one => one.PhoneHash != null && one.Id == service.BundleId)
        .Select(one => new { one.PhoneCipher, one.PhoneHash }).FirstOrDefaultAsync(stop) is { } found ? (found.PhoneCipher, found.PhoneHash) : default);

    private async Task<Sealed?> OfBookingAsync(Service service, CancellationToken stop) => Seal(await (
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        join booking in db.Set<Appointment>() on visit.AppointmentId equals booking.Id
        where leg.Id == service.LegId && booking.PhoneHash != null
        select new { booking.PhoneCipher, booking.PhoneHash }).FirstOrDefaultAsync(stop) is { } found ? (found.PhoneCipher, found.PhoneHash) : default);

    private static Sealed? Seal((string? Cipher, string? Hash) stored) => stored.Hash is null ? null : new Sealed(stored.Cipher!, stored.Hash);
}
