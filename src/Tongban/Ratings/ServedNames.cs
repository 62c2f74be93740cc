using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Cases;
using Tongban.OneThing;
using Tongban.Queue;

namespace Tongban.Ratings;

/// <summary>Names of the person who was served, as far as the service knows them: applicant and 经办人 of the case or one-thing, who booked.</summary>
public sealed class ServedNames(TongbanDb db)
{
    public async Task<IReadOnlyList<string>> OfAsync(Guid serviceId)
    {
        var service = await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == serviceId);
        var cases = await db.Set<Case>()
            .Where(one => one.Id == service.CaseId || (service.LegId != null && one.LegId == service.LegId) || (service.BundleId != null && one.BundleId == service.BundleId))
            .Select(one => new { one.ApplicantName, one.HandlerName }).ToListAsync();
        var whole = await db.Set<Bundle>().Where(one => one.Id == service.BundleId).Select(one => one.ApplicantName).ToListAsync();
        return [.. cases.Select(one => one.ApplicantName), .. cases.Select(one => one.HandlerName ?? ""), .. whole, .. await WhoBookedAsync(service)];
    }

    private Task<List<string>> WhoBookedAsync(Service service) => (
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        join booking in db.Set<Appointment>() on visit.AppointmentId equals booking.Id
        where leg.Id == service.LegId
        select booking.PersonName).ToListAsync();
}
