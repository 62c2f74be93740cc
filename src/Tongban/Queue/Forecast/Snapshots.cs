using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Queue.Forecast;

/// <summary>The queues of a site as they are now, read once however many phones ask. Asked through <see cref="SiteQueues"/>.</summary>
public sealed class Snapshots(IServiceScopeFactory scopes, LiveFeed feed, HallClock clock)
{
    private readonly SharedReading<(Guid Centre, Guid Site), SiteNow> kept = new(feed, clock, now => now.Waiting);

    public Task<SiteNow> OfSiteAsync(Guid centreId, Guid siteId) => kept.OfAsync((centreId, siteId), siteId, now =>
        scopes.InCentreAsync(centreId, services => services.GetRequiredService<SiteQueues>().ReadAsync(siteId, now)));
}
