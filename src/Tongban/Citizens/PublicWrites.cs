using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Tongban.Citizens;

/// <summary>How often one network address may write on public pages: <c>Tongban:PublicWrites</c> in the configuration.</summary>
public sealed class PublicWriteLimit
{
    /// <summary>Generous: a hall's Wi-Fi, or a carrier's, is one address for many people.</summary>
    public int PerMinute { get; set; } = 300;

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
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(TurnOf);
        });
    }

    // When places open, hundreds press at once: they wait in line here, not for a connection that never comes.
    private static RateLimitPartition<string> TurnOf(HttpContext context)
    {
        if (IsRead(context) || context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != Policy)
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
            context.Connection.RemoteIpAddress?.ToString() ?? "local",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = limit.PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
    }

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static PublicWriteLimit LimitOf(HttpContext context) => context.RequestServices.GetRequiredService<IOptions<PublicWriteLimit>>().Value;
}
