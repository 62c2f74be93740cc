using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.OneThing;

namespace Tongban.Ratings.Province;

/// <summary>What the platform calls a service: 办件编号 and the n-th service of it.</summary>
public sealed record ProjectNumber(string ProjectNo, int ServiceNumber);

/// <summary>
/// The platform's name of each service, there and back. A case's services are counted in the order in which they ended; a
/// one-thing has one; what belongs to neither is known by its own id. 一次服务一次评价: (projectNo, serviceNumber) is one service.
/// </summary>
public sealed class ProjectNumbers(TongbanDb db)
{
    private const string Own = "S";

    public async Task<ProjectNumber> OfAsync(Service service, CancellationToken stop = default)
    {
        if (await CaseOfAsync(service, stop) is { } its)
        {
            var all = await OfCase(its.Id, its.LegId).Select(other => other.Id).ToListAsync(stop);
            return new ProjectNumber(its.Number, all.IndexOf(service.Id) + 1);
        }

        return service.BundleId is { } bundleId && await db.Set<Bundle>().Where(bundle => bundle.Id == bundleId).Select(bundle => bundle.Number).SingleAsync(stop) is { } number
            ? new ProjectNumber(number, 1)
            : new ProjectNumber($"{Own}{service.Id:N}", 1);
    }

    /// <summary>Null: no such service is known here.</summary>
    public async Task<Service?> FindAsync(ProjectNumber number, CancellationToken stop = default)
    {
        if (number.ServiceNumber < 1)
        {
            return null;
        }

        if (number.ServiceNumber == 1 && number.ProjectNo.StartsWith(Own, StringComparison.Ordinal) && Guid.TryParseExact(number.ProjectNo[Own.Length..], "N", out var id))
        {
            // By its own id only where it has no other name.
            var own = await db.Set<Service>().SingleOrDefaultAsync(service => service.Id == id, stop);
            return own is not null && await OfAsync(own, stop) == number ? own : null;
        }

        if (await db.Set<Case>().AsNoTracking().Where(one => one.Number == number.ProjectNo).Select(one => new { one.Id, one.LegId }).SingleOrDefaultAsync(stop) is { } its)
        {
            return await OfCase(its.Id, await IsAloneAsync(its.LegId, stop) ? its.LegId : null).Skip(number.ServiceNumber - 1).FirstOrDefaultAsync(stop);
        }

        return number.ServiceNumber == 1 ? await db.Set<Service>().SingleOrDefaultAsync(service => service.BundleId != null && db.Set<Bundle>().Any(bundle => bundle.Id == service.BundleId && bundle.Number == number.ProjectNo), stop) : null;
    }

    /// <summary>The case behind a service: its own, or the only one that was handed in at its window then.</summary>
    internal async Task<(Guid Id, string Number, Guid? LegId)?> CaseOfAsync(Service service, CancellationToken stop)
    {
        var found = await db.Set<Case>().AsNoTracking().Where(one => one.Id == service.CaseId || (service.CaseId == null && service.LegId != null && one.LegId == service.LegId)).OrderBy(one => one.Number).Select(one => new { one.Id, one.Number, one.LegId }).Take(2).ToListAsync(stop);
        if (found.Count != 1)
        {
            return null;
        }

        return (found[0].Id, found[0].Number, await IsAloneAsync(found[0].LegId, stop) ? found[0].LegId : null);
    }

    // Several cases handed in at one time: the service at the window belongs to none of them alone.
    private async Task<bool> IsAloneAsync(Guid? legId, CancellationToken stop) => legId is not null && await db.Set<Case>().CountAsync(one => one.LegId == legId, stop) == 1;

    private IQueryable<Service> OfCase(Guid caseId, Guid? legId) =>
        db.Set<Service>().Where(service => service.CaseId == caseId || (legId != null && service.LegId == legId)).OrderBy(service => service.EndedAt).ThenBy(service => service.Id);
}
