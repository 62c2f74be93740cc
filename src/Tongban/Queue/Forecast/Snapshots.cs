using System.Collections.Concurrent;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Queue.Forecast;

/// <summary>
/// The queues of a site as they are now, read once a second at most however many phones ask, and again as soon as
/// something has changed. Asked through <see cref="SiteQueues"/>.
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
        return await scope.ServiceProvider.GetRequiredService<SiteQueues>().ReadAsync(siteId, now);
    }
}
