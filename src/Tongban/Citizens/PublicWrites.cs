using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Tongban.Shared.Rush;

namespace Tongban.Citizens;

/// <summary>How often one network address may write on public pages: <c>Tongban:PublicWrites</c> in the configuration.</summary>
public sealed class PublicWriteLimit
{
    /// <summary>Generous: a hall's Wi-Fi, or a carrier's, is one address for many people.</summary>
    public int PerMinute { get; set; } = 300;

    /// <summary>
    /// Times that one address may take hold of in ten minutes, which is as long as a hold lives: so many places at most
    /// can somebody keep from others without booking. Not counted for this machine itself.
    /// </summary>
    public int HoldsPerTenMinutes { get; set; } = 60;

    /// <summary>Places in the line before booking that one address may take in ten minutes. Not counted for this machine itself.</summary>
    public int JoinsPerTenMinutes { get; set; } = 300;

    /// <summary>How many are worked on at once in this node: fewer than the database has connections.</summary>
    public int AtOnce { get; set; } = 12;

    /// <summary>How many may wait for their turn; more are told at once that it is busy.</summary>
    public int Waiting { get; set; } = 2000;
}

/// <summary>The limit on writes of people who have not signed in. Reading is not limited here.</summary>
public static class PublicWrites
{
    public const string Policy = "public-writes";

    public static void Add(IServiceCollection services)
    {
        services.AddOptions<PublicWriteLimit>().BindConfiguration("Tongban:PublicWrites");
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Policy, PartitionOf);
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(HoldsOf), PartitionedRateLimiter.Create<HttpContext, string>(TurnOf));
        });
    }

    // When places open, hundreds press at once: they wait in line here, not for a connection that never comes.
    private static RateLimitPartition<string> TurnOf(HttpContext context)
    {
        if (IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != Policy || HasLine(context))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var limit = LimitOf(context);
        return RateLimitPartition.GetConcurrencyLimiter(Policy, _ => new ConcurrencyLimiterOptions { PermitLimit = limit.AtOnce, QueueLimit = limit.Waiting });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        if (IsRead(context))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var limit = LimitOf(context);
        return RateLimitPartition.GetSlidingWindowLimiter(
            NetworkAddress.Of(context) ?? "local",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = limit.PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
    }

    private static RateLimitPartition<string> HoldsOf(HttpContext context)
    {
        if (IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<TakesHoldAttribute>() is null || context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        return RateLimitPartition.GetSlidingWindowLimiter(
            NetworkAddress.Of(address),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = LimitOf(context).HoldsPerTenMinutes, Window = TimeSpan.FromMinutes(10), SegmentsPerWindow = 10 });
    }

    // Who joins a group waits in its line, which is bounded itself and needs no connection of its own.
    private static bool HasLine(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<InGroupAttribute>() is not null;

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static PublicWriteLimit LimitOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<PublicWriteLimit>>().Value;
}

/// <summary>Writing on this page keeps something from others for a while.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesHoldAttribute : Attribute;
