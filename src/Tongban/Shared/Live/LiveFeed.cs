using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Tongban.Shared.Live;

/// <summary>
/// Something that live screens of a site, or of one of its zones, want to know. <paramref name="Kind"/> is the event's
/// name: <c>changed</c> says "fetch again", <c>call</c> carries the call itself in <paramref name="Data"/> as JSON.
/// </summary>
public sealed record LiveChange(Guid CentreId, Guid SiteId, string Kind, string Data = "", Guid? ZoneId = null)
{
    public const string Changed = "changed";

    /// <summary>What it is about (matter groups, windows, zones), so that three hundred desks do not all fetch for one of them; empty: everything at the site.</summary>
    public IReadOnlyList<Guid> About { get; init; } = [];

    /// <summary>Whether a screen that shows these wants to know; null shows everything.</summary>
    public bool Concerns(IReadOnlySet<Guid>? shown) => shown is null || About.Count == 0 || About.Any(shown.Contains);
}

/// <summary>
/// Tells live screens of this node what has changed, and hands it on to the other nodes where there are any. A lost
/// message costs seconds: every screen also refreshes on a slow timer.
/// </summary>
public sealed class LiveFeed
{
    private readonly ConcurrentDictionary<LiveSubscription, byte> subscriptions = new();
    private readonly Channel<LiveChange> outgoing = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropOldest });

    private readonly ConcurrentDictionary<Guid, long> changes = new();

    /// <summary>For the relay to the other nodes.</summary>
    internal ChannelReader<LiveChange> Outgoing => outgoing.Reader;

    /// <summary>What passes the filter, until disposed.</summary>
    public LiveSubscription Subscribe(Func<LiveChange, bool> filter)
    {
        var subscription = new LiveSubscription(filter, gone => subscriptions.TryRemove(gone, out _));
        subscriptions.TryAdd(subscription, 0);
        return subscription;
    }

    /// <summary>Grows with every change of the site, or of the centre, that this node has heard of.</summary>
    public long ChangesOf(Guid siteOrCentreId) => changes.GetValueOrDefault(siteOrCentreId);

    public void Publish(LiveChange change)
    {
        PublishHere(change);
        outgoing.Writer.TryWrite(change);
    }

    /// <summary>Only to the screens of this node: it came from another, or is handed on already.</summary>
    internal void PublishHere(LiveChange change)
    {
        changes.AddOrUpdate(change.SiteId, 1, (_, count) => count + 1);
        changes.AddOrUpdate(change.CentreId, 1, (_, count) => count + 1);
        foreach (var subscription in subscriptions.Keys)
        {
            subscription.Offer(change);
        }
    }
}

/// <summary>One screen's view of the feed. A screen too slow to keep up loses the oldest and refreshes later.</summary>
public sealed class LiveSubscription(Func<LiveChange, bool> filter, Action<LiveSubscription> unsubscribe) : IDisposable
{
    private readonly Channel<LiveChange> changes = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>The next change, or null when none came in time.</summary>
    public async Task<LiveChange?> NextAsync(TimeSpan within, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(within);
        try
        {
            return await changes.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => unsubscribe(this);

    internal void Offer(LiveChange change)
    {
        if (filter(change))
        {
            changes.Writer.TryWrite(change);
        }
    }
}
