using Microsoft.Extensions.Options;

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
        services.AddSingleton(provider => RatePolicy.PerMinute(Policy, provider.GetRequiredService<IOptions<PublicWriteLimit>>().Value.PerMinute, isFree: IsRead));
        services.AddSingleton<RateLimits>();
    }

    internal static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
}

/// <summary>Writing on this page keeps something from others for a while.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesHoldAttribute : Attribute;
