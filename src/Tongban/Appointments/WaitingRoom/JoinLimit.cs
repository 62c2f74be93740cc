using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Tongban.Citizens;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// How many places in line one network address may take in ten minutes: each moves everybody who comes later back, so
/// nobody may take thousands. Not counted for this machine itself.
/// </summary>
public sealed class JoinLimit(IOptions<PublicWriteLimit> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetSlidingWindowLimiter(
        address, _ => new SlidingWindowRateLimiterOptions { PermitLimit = options.Value.JoinsPerTenMinutes, Window = TimeSpan.FromMinutes(10), SegmentsPerWindow = 10 }));

    public bool MayJoin(HttpContext context)
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
