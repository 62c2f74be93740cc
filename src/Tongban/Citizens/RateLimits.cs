using System.Collections.Frozen;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Tongban.Citizens;

/// <summary>How often what carries this name may be asked for, and by whom that is counted.</summary>
/// <param name="Name">As endpoints and pages say it.</param>
/// <param name="PartitionOf">Whose limit a request counts against.</param>
public sealed record RatePolicy(string Name, Func<HttpContext, RateLimitPartition<string>> PartitionOf)
{
    /// <summary>So often in a minute from one network address.</summary>
    /// <param name="name">As endpoints and pages say it.</param>
    /// <param name="permits">How often.</param>
    /// <param name="isFree">What is not counted; null: everything is.</param>
    public static RatePolicy PerMinute(string name, int permits, Func<HttpContext, bool>? isFree = null)
    {
        // A limiter is made for an address that comes for the first time; what makes it is kept, because it is asked for each time.
        Func<string, RateLimiter> make = _ => RateLimits.Sliding(permits, TimeSpan.FromMinutes(1), segments: 6);
        return new(name, context => isFree?.Invoke(context) == true ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.Get(NetworkAddress.Of(context) ?? "local", make));
    }
}

/// <summary>
/// Which limits a request passes. The limiters are the framework's; asking them is ours, because what its middleware makes
/// nobody can end: it ticks ten times a second for as long as the process lives, and keeps a whole host that has stopped.
/// </summary>
internal sealed class RateLimits(IEnumerable<RatePolicy> policies, IOptions<PublicWriteLimit> options) : IDisposable
{
    private readonly FrozenDictionary<string, PartitionedRateLimiter<HttpContext>> named =
        policies.ToFrozenDictionary(policy => policy.Name, policy => PartitionedRateLimiter.Create(policy.PartitionOf));

    private readonly AddressLimit holds = new(options.Value.HoldsPerTenMinutes);

    private readonly ConcurrencyLimiter turns = new(new() { PermitLimit = options.Value.AtOnce, QueueLimit = options.Value.Waiting });

    /// <summary>Filled anew by the one timer of those who are counted with it.</summary>
    public static SlidingWindowRateLimiter Sliding(int permits, TimeSpan window, int segments) =>
        new(new() { PermitLimit = permits, Window = window, SegmentsPerWindow = segments, AutoReplenishment = false });

    /// <summary>Not too often: false when it is.</summary>
    public bool MayPass(HttpContext context, string policy)
    {
        using var lease = named[policy].AttemptAcquire(context);
        return lease.IsAcquired && MayHold(context);
    }

    /// <summary>When places open, hundreds press at once: they wait in line here, not for a connection that never comes.</summary>
    public ValueTask<RateLimitLease> TurnAsync(CancellationToken stop) => turns.AcquireAsync(1, stop);

    public void Dispose()
    {
        foreach (var limiter in named.Values)
        {
            limiter.Dispose();
        }

        holds.Dispose();
        turns.Dispose();
    }

    private bool MayHold(HttpContext context) =>
        PublicWrites.IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<TakesHoldAttribute>() is null || holds.Allows(context);
}
