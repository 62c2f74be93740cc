using System.Net;
using Tongban.Kernel;
using Tongban.Ratings.Figures;
using Tongban.Shared;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Thresholds of the rules by which odd ratings are found: <c>data/codes/fair-play-rules.json</c>, each with what it rests on;
/// <c>Tongban:FairPlay:deviceRatings</c> and so on in the configuration win over the file.
/// </summary>
public sealed class FairPlayRules
{
    private readonly IReadOnlyDictionary<string, LocalRule> rules;
    private readonly IReadOnlyList<IPNetwork> halls;

    private FairPlayRules(IReadOnlyDictionary<string, LocalRule> rules, IReadOnlyList<IPNetwork> halls) => (this.rules, this.halls) = (rules, halls);

    /// <summary>By name, for the page that explains them.</summary>
    public IReadOnlyDictionary<string, LocalRule> All => rules;

    public int this[string name] => rules[name].Value;

    /// <summary>Whether an address is one of the halls' own (<c>Tongban:FairPlay:HallNetworks</c>).</summary>
    public bool IsOfHall(IPAddress address) => halls.Any(network => network.Contains(address));

    /// <summary>Levels that nobody chose, in the middle of the scale, by the thresholds of this place.</summary>
    public IReadOnlyList<RatingLevel> HolesIn(LevelCounts counts) => LevelHoles.In(counts, this["levelRatings"], this["levelBeside"]);

    public static FairPlayRules Parse(string json, IConfiguration configuration)
    {
        var local = configuration.GetSection("Tongban:FairPlay");
        var networks = local.GetSection("HallNetworks").Get<string[]>() ?? [];
        return new FairPlayRules(LocalRule.Read(json, local), [.. networks.Select(network => IPNetwork.Parse(network))]);
    }
}
