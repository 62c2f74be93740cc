using System.Threading.RateLimiting;

namespace Tongban.Citizens;

/// <summary>How often one network address may write on public pages: <c>Tongban:PublicWrites</c> in the configuration.</summary>
public sealed class PublicWriteLimit
{
    /// <summary>Generous: a hall's Wi-Fi, or a carrier's, is one address for many people.</summary>
    public int PerMinute { get; set; } = 300;
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
        });
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        {
            return RateLimitPartition.GetNoLimiter("");
        }

        var limit = context.RequestServices.GetRequiredService<Microsoft.Extensions.Options.IOptions<PublicWriteLimit>>().Value;
        return RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "local",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = limit.PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
    }
}
