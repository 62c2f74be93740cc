using System.Net;
using System.Threading.RateLimiting;

namespace Tongban.Citizens;

/// <summary>How often one network address may do something in ten minutes. Not counted for this machine itself.</summary>
internal sealed class AddressLimit(int permits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.Get(
        address, _ => RateLimits.Sliding(permits, TimeSpan.FromMinutes(10), segments: 10)));

    public bool Allows(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        {
            return true;
        }

        using var lease = limiter.AttemptAcquire(NetworkAddress.Of(address));
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
