using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;

namespace Tongban.Queue.Forecast;

/// <summary>Keeps what a site's services lately took, and learns it anew every few minutes.</summary>
public sealed class LearntTimes(HallClock clock)
{
    private const int Days = 14;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, (DateTime At, ServiceTimes Times)> kept = new();

    public async Task<ServiceTimes> OfSiteAsync(TongbanDb db, Guid siteId, CancellationToken stop = default)
    {
        if (kept.TryGetValue(siteId, out var known) && clock.Now - known.At < Fresh && clock.Now >= known.At)
        {
            return known.Times;
        }

        var served = await ServedAsync(db, siteId, stop);
        var times = new ServiceTimes(served.Select(one => one.Served), await ItemMinutesAsync(db, stop), served.Where(one => !one.Served.Today).Select(one => one.On).Distinct().Count());
        kept[siteId] = (clock.Now, times);
        return times;
    }

    private async Task<List<(DateOnly On, Served Served)>> ServedAsync(TongbanDb db, Guid siteId, CancellationToken stop)
    {
        // Whoever was parked spent an unknown part of the time at the copier.
        var since = clock.Now.AddDays(-Days);
        var legs = await (
            from leg in db.Set<Leg>()
            join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
            where leg.SiteId == siteId && leg.Status == LegStatus.Finished && leg.EndedAt > since && leg.ServedFromAt != null && leg.ParkedAt == null
            select new { leg.GroupId, leg.On, leg.CalledAt, leg.CalledFor, IsBooked = visit.DueAt != null, From = leg.ServedFromAt!.Value, To = leg.EndedAt!.Value }).ToListAsync(stop);
        return legs.ConvertAll(leg => (leg.On, new Served(
            leg.GroupId,
            clock.Local(leg.From).Hour,
            (leg.To - leg.From).TotalMinutes,
            leg.CalledAt is { } called ? (leg.From - called).TotalMinutes : 0,
            leg.CalledFor is { } why && Served.IsCutIn(why, leg.IsBooked),
            leg.On == clock.Today)));
    }

    private async Task<Dictionary<Guid, double>> ItemMinutesAsync(TongbanDb db, CancellationToken stop)
    {
        var items = await (
            from version in db.Set<ItemVersion>()
            join item in db.Set<Item>() on version.ItemId equals item.Id
            where version.State == ItemVersionState.Published && version.EffectiveOn <= clock.Today && version.HandlingMinutes > 0
            select new { item.GroupId, version.HandlingMinutes }).ToListAsync(stop);
        return items.GroupBy(item => item.GroupId).ToDictionary(group => group.Key, group => group.Average(item => item.HandlingMinutes));
    }
}
