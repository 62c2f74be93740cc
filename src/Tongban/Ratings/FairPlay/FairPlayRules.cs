using System.Net;
using System.Text.Json;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Thresholds of the rules by which odd ratings are found: <c>data/codes/fair-play-rules.json</c>, each with what it rests on;
/// <c>Tongban:FairPlay:deviceRatings</c> and so on in the configuration win over the file.
/// </summary>
public sealed class FairPlayRules
{
    private readonly IReadOnlyDictionary<string, RatingRule> rules;
    private readonly IReadOnlyList<IPNetwork> halls;

    private FairPlayRules(IReadOnlyDictionary<string, RatingRule> rules, IReadOnlyList<IPNetwork> halls) => (this.rules, this.halls) = (rules, halls);

    /// <summary>By name, for the page that explains them.</summary>
    public IReadOnlyDictionary<string, RatingRule> All => rules;

    public int this[string name] => rules[name].Value;

    /// <summary>Whether an address is one of the halls' own (<c>Tongban:FairPlay:HallNetworks</c>).</summary>
    public bool IsOfHall(IPAddress address) => halls.Any(network => network.Contains(address));

    public static FairPlayRules Parse(string json, IConfiguration configuration)
    {
        var file = JsonSerializer.Deserialize<File>(json, JsonSerializerOptions.Web)!;
        var local = configuration.GetSection("Tongban:FairPlay");
        var networks = local.GetSection("HallNetworks").Get<string[]>() ?? [];
        return new FairPlayRules(file.Settings.ToDictionary(rule => rule.Key, rule => rule.Value with { Value = local.GetValue(rule.Key, rule.Value.Value) }), [.. networks.Select(network => IPNetwork.Parse(network))]);
    }

    private sealed record File(Dictionary<string, RatingRule> Settings);
}
