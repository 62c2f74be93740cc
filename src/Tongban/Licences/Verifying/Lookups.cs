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
        services.AddSingleton(provider => RatePolicy.PerMinute(Policy, provider.GetRequiredService<IOptions<LookupLimit>>().Value.PerMinute));
    }
}
