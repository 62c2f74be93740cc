using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.Ratings;
using Tongban.Ratings.Province;

namespace Tongban.Partners.Exchange;

/// <summary>A service that may be rated, as the platform's 服务数据: without it nobody can rate it on the province's page.</summary>
public sealed record ServiceRecord(
    string AreaCode, string? DeptCode, string? ProDepart, string? TaskCode, string? TaskName, string ProjectNo, int ServiceNumber, string ProStatus, string ServiceTime, string? UserProp, string? DataSource);

/// <summary>A rating with its service, in the platform's fields; of natural persons nothing.</summary>
public sealed record RatingRecord(ServiceRecord Service, PlatformRating Evaluate);

/// <summary>Makes the records of services and ratings, and says which of them the platform can be told of.</summary>
public sealed class RatingRecords(TongbanDb db, ProjectNumbers numbers, RatingChannelCodecs codecs, IOptions<ProvinceSettings> settings, HallClock clock)
{
    // proStatus: 2 accepted, under way; 3 done.
    private const string Accepted = "2";
    private const string Done = "3";

    public async Task<RatingRecord> RatingAsync(Guid id, CancellationToken stop)
    {
        var rating = await db.Set<Rating>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        var service = await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == rating.ServiceId, stop);
        var counts = rating is { IsDefault: false, ExcludedAt: null } && !await db.Set<Rectification>().AnyAsync(one => one.RatingId == id && one.ExcludedOn != null, stop);
        var number = await numbers.OfAsync(service, stop);
        return new RatingRecord(await OfAsync(service, number, stop), PlatformRating.Of(rating, number, codecs[settings.Value.Channels], counts, clock));
    }

    public async Task<ServiceRecord> ServiceAsync(Guid id, CancellationToken stop)
    {
        var service = await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        return await OfAsync(service, await numbers.OfAsync(service, stop), stop);
    }

    private async Task<ServiceRecord> OfAsync(Service service, ProjectNumber number, CancellationToken stop)
    {
        var its = await db.Set<Case>().AsNoTracking().Where(one => one.Id == service.CaseId).Select(one => new { one.DepartmentId, IsLegal = one.HandlerName != null }).SingleOrDefaultAsync(stop);
        var item = await db.Set<Item>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == service.ItemId, stop);
        var name = await db.Set<ItemVersion>().AsNoTracking().Where(one => one.ItemId == service.ItemId && one.State == ItemVersionState.Published && one.EffectiveOn <= service.On).OrderByDescending(one => one.EffectiveOn).Select(one => one.NameZh).FirstOrDefaultAsync(stop);
        var windowBody = await db.Set<Window>().Where(one => one.Id == service.WindowId).Select(one => (Guid?)one.DepartmentId).SingleOrDefaultAsync(stop);
        var bodyId = its?.DepartmentId ?? windowBody ?? item?.DepartmentId;
        var body = await db.Set<Department>().AsNoTracking().SingleOrDefaultAsync(one => one.Id == bodyId, stop);
        var area = await db.Set<Centre>().Select(one => one.Code).FirstOrDefaultAsync(stop);
        return new ServiceRecord(
            area ?? "", body?.Uscc, body?.NameZh, item?.ImplementationCode, name, number.ProjectNo, number.ServiceNumber, service.Moment == ServiceMoment.Accepted ? Accepted : Done,
            clock.Local(service.EndedAt).ToString(PlatformRating.TimeFormat, System.Globalization.CultureInfo.InvariantCulture), its is null ? null : its.IsLegal ? "2" : "1", settings.Value.DataSource);
    }
}
