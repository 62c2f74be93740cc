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

        var times = new ServiceTimes(await ServedAsync(db, siteId, stop), await ItemMinutesAsync(db, stop));
        kept[siteId] = (clock.Now, times);
        return times;
    }

    private async Task<IEnumerable<Served>> ServedAsync(TongbanDb db, Guid siteId, CancellationToken stop)
    {
        // Whoever was parked spent an unknown part of the time at the copier.
        var since = clock.Now.AddDays(-Days);
        var legs = await db.Set<Leg>()
            .Where(leg => leg.SiteId == siteId && leg.Status == LegStatus.Finished && leg.EndedAt > since && leg.ServedFromAt != null && leg.ParkedAt == null)
            .Select(leg => new { leg.GroupId, From = leg.ServedFromAt!.Value, To = leg.EndedAt!.Value })
            .ToListAsync(stop);
        return legs.Select(leg => new Served(leg.GroupId, clock.Local(leg.From).Hour, (leg.To - leg.From).TotalMinutes));
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
