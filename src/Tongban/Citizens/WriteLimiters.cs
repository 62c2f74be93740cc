using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Shared.Rush;

namespace Tongban.Citizens;

/// <summary>
/// Which limits a write of the public passes. A limiter is made for an address that comes for the first time; what makes
/// it is kept, because it is asked for at every write.
/// </summary>
internal sealed class WriteLimiters(PublicWriteLimit limit)
{
    private readonly Func<string, RateLimiter> perMinute = _ => Sliding(limit.PerMinute, TimeSpan.FromMinutes(1), segments: 6);
    private readonly Func<string, RateLimiter> holds = _ => Sliding(limit.HoldsPerTenMinutes, TimeSpan.FromMinutes(10), segments: 10);
    private readonly Func<string, RateLimiter> turns = _ => new ConcurrencyLimiter(new() { PermitLimit = limit.AtOnce, QueueLimit = limit.Waiting });

    public void AddTo(RateLimiterOptions limiter)
    {
        limiter.AddPolicy(PublicWrites.Policy, WritesOf);
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(HoldsOf), PartitionedRateLimiter.Create<HttpContext, string>(TurnOf));
    }

    private RateLimitPartition<string> WritesOf(HttpContext context) =>
        IsRead(context) ? RateLimitPartition.GetNoLimiter("") : RateLimitPartition.Get(NetworkAddress.Of(context) ?? "local", perMinute);

    private RateLimitPartition<string> HoldsOf(HttpContext context) =>
        IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<TakesHoldAttribute>() is null || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.Get(NetworkAddress.Of(address), holds);

    // When places open, hundreds press at once: they wait in line here, not for a connection that never comes.
    private RateLimitPartition<string> TurnOf(HttpContext context) =>
        IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != PublicWrites.Policy || HasLine(context)
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.Get(PublicWrites.Policy, turns);

    // Who joins a group waits in its line, which is bounded itself and needs no connection of its own.
    private static bool HasLine(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<InGroupAttribute>() is not null;

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    // All of a policy are filled anew by one timer of the framework's.
    private static SlidingWindowRateLimiter Sliding(int permits, TimeSpan window, int segments) =>
        new(new() { PermitLimit = permits, Window = window, SegmentsPerWindow = segments, AutoReplenishment = false });
}
