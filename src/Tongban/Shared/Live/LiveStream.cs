using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Tongban.Shared.Live;

/// <summary>
/// The stream of one live screen (server-sent events): what its filter lets through, and a beat that tells it that
/// the connection stands. What happened while it was away is not sent: the screen fetches the present.
/// </summary>
public sealed class LiveStream(LiveFeed feed, TongbanDb db, IHostApplicationLifetime lifetime)
{
    /// <summary>Screens say "not current" after 5 s without contact.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1.5);

    /// <summary>Everything of one site; of one zone when given.</summary>
    public ServerSentEventsResult<string> OfSite(HttpContext context, Guid siteId, Guid? zoneId = null)
    {
        var centre = db.CentreId;
        return Of(context, change => change.CentreId == centre && change.SiteId == siteId && (zoneId is null || change.ZoneId is null || change.ZoneId == zoneId));
    }

    public ServerSentEventsResult<string> Of(HttpContext context, Func<LiveChange, bool> filter)
    {
        // A buffering proxy would hold the calls back.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(EventsAsync(filter, context.RequestAborted));
    }

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(Func<LiveChange, bool> filter, [EnumeratorCancellation] CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop, lifetime.ApplicationStopping);
        using var subscription = feed.Subscribe(filter);
        yield return new SseItem<string>("", "beat");
        while (!ending.IsCancellationRequested)
        {
            var change = await NextAsync(subscription, ending.Token);
            yield return new SseItem<string>(change?.Data ?? "", change?.Kind ?? "beat");
        }
    }

    private static async Task<LiveChange?> NextAsync(LiveSubscription subscription, CancellationToken stop)
    {
        try
        {
            return await subscription.NextAsync(Beat, stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
