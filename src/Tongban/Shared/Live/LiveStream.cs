using System.Diagnostics;
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

    // Screens come back by themselves: after a node was away they spread over all again, and a desk whose groups were
    // edited hears of the new ones.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>Everything of one site; the calls of one zone when given, and changes of what the screen shows when that is given.</summary>
    public ServerSentEventsResult<string> OfSite(HttpContext context, Guid siteId, Guid? zoneId = null, IReadOnlySet<Guid>? shown = null)
    {
        var centre = db.CentreId;
        return Of(context, change => change.CentreId == centre && change.SiteId == siteId && (zoneId is null || change.ZoneId is null || change.ZoneId == zoneId) && change.Concerns(shown));
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
        ending.CancelAfter(Life * (1 + Random.Shared.NextDouble()));
        using var subscription = feed.Subscribe(filter);
        var pace = new LivePace();
        yield return new SseItem<string>("", "beat") { ReconnectionInterval = TimeSpan.FromMilliseconds(500 + (1000 * Random.Shared.NextDouble())) };
        while (!ending.IsCancellationRequested)
        {
            var change = await NextAsync(subscription, pace.Patience(Stopwatch.GetTimestamp()), ending.Token);
            if (pace.Next(change, Stopwatch.GetTimestamp()) is { } kind)
            {
                yield return new SseItem<string>(change?.Data ?? "", kind);
            }
        }
    }

    private static async Task<LiveChange?> NextAsync(LiveSubscription subscription, TimeSpan patience, CancellationToken stop)
    {
        try
        {
            return await subscription.NextAsync(patience, stop);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
