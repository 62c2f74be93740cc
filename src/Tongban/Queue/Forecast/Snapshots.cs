using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Ordering;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Queue.Forecast;

/// <summary>
/// The queues of a site as they are now, read once a second at most however many phones ask, and again as soon as
/// something has changed.
/// </summary>
public sealed class Snapshots(IServiceScopeFactory scopes, LiveFeed feed, HallClock clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(Guid Centre, Guid Site), (long Change, DateTime At, Lazy<Task<SiteNow>> Now)> kept = new();

    public async Task<SiteNow> OfSiteAsync(Guid centreId, Guid siteId)
    {
        var key = (centreId, siteId);
        var change = feed.ChangesOf(siteId);
        var now = clock.Now;
        var entry = kept.AddOrUpdate(
            key,
            _ => Entry(key, change, now),
            (_, old) => old.Change == change && (now - old.At).Duration() < Fresh ? old : Entry(key, change, now));
        try
        {
            return await entry.Now.Value;
        }
        catch
        {
            // A failed reading must not be handed to the next who asks.
            kept.TryRemove(key, out _);
            throw;
        }
    }

    private (long Change, DateTime At, Lazy<Task<SiteNow>> Now) Entry((Guid Centre, Guid Site) key, long change, DateTime now) =>
        (change, now, new Lazy<Task<SiteNow>>(() => ReadAsync(key.Centre, key.Site, now)));

    private async Task<SiteNow> ReadAsync(Guid centreId, Guid siteId, DateTime now)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCentre>().Id = centreId;
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        var today = clock.DayOf(now);
        return new SiteNow(
            new SiteReading(
                await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync(),
                await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).OrderBy(window => window.Code).ToListAsync(),
                await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == siteId).OrderBy(zone => zone.Code).ToListAsync(),
                await scope.ServiceProvider.GetRequiredService<Lines>().OfSiteAsync(siteId),
                await db.Set<WindowSession>().Where(session => session.SiteId == siteId && session.ClosedAt == null && session.PausedAt == null).Select(session => session.WindowId).ToHashSetAsync(),
                await db.Set<Leg>().Where(leg => leg.SiteId == siteId && leg.On == today && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving)).Select(leg => leg.WindowId!.Value).ToHashSetAsync(),
                await scope.ServiceProvider.GetRequiredService<LearntTimes>().OfSiteAsync(db, siteId),
                clock.Local(now).Hour),
            now);
    }
}
