using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Tongban.Citizens;

namespace Tongban.Licences.Verifying;

/// <summary>How often one network address may look licences up: <c>Tongban:Verification</c> in the configuration.</summary>
public sealed class LookupLimit
{
    /// <summary>A hall's Wi-Fi is one address for many people; whoever guesses identifiers needs millions of tries.</summary>
    public int PerMinute { get; set; } = 60;
}

/// <summary>The limit on looking up. Reading is what it is about, so reading counts.</summary>
public static class Lookups
{
    public const string Policy = "lookups";

    public static void Add(IServiceCollection services)
    {
        services.AddOptions<LookupLimit>().BindConfiguration("Tongban:Verification");
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy(Policy, PartitionOf));
    }

    private static RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        var most = context.RequestServices.GetRequiredService<IOptions<LookupLimit>>().Value.PerMinute;
        return RateLimitPartition.GetSlidingWindowLimiter(
            NetworkAddress.Of(context) ?? "local",
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 });
    }
}
