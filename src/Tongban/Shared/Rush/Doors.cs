using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Tongban.Shared.Rush;

/// <summary>
/// Where those wait who come to a group by the thousand: outside, in the order in which they came, while two batches of
/// them are inside (one that is being done, one that gathers). Who waits inside carries what their request has made so far,
/// and the garbage collector carries it with them.
/// </summary>
internal sealed class Doors(IOptions<RushPolicy> options, RushMeter meter) : IDisposable
{
    private readonly ConcurrentDictionary<Endpoint, ConcurrencyLimiter> doors = new();
    private readonly Func<Endpoint, ConcurrencyLimiter> make = _ => Make(options.Value);

    /// <summary>Waits for a place inside; it is given up when what is returned is disposed of.</summary>
    /// <exception cref="BusyException">As many wait as may.</exception>
    public async ValueTask<RateLimitLease> EnterAsync(Endpoint endpoint, CancellationToken stop)
    {
        var came = Stopwatch.GetTimestamp();
        var place = await doors.GetOrAdd(endpoint, make).AcquireAsync(1, stop);
        if (place.IsAcquired)
        {
            meter.Entered(NameOf(endpoint), Stopwatch.GetElapsedTime(came));
            return place;
        }

        meter.TurnedAway(NameOf(endpoint));
        throw new BusyException(TimeSpan.FromSeconds(options.Value.RetryAfterSeconds));
    }

    public void Dispose()
    {
        foreach (var door in doors.Values)
        {
            door.Dispose();
        }
    }

    // With those inside as many as may wait in a line, and one batch of which nobody waits any more.
    private static ConcurrencyLimiter Make(RushPolicy policy) =>
        new(new() { PermitLimit = 2 * policy.MostInBatch, QueueLimit = Math.Max(0, policy.MostWaiting - policy.MostInBatch) });

    private static string NameOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";
}
