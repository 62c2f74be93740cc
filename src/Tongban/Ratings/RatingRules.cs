using System.Text.Json;

namespace Tongban.Ratings;

/// <summary>A limit that differs by place, with the reason for its value.</summary>
public sealed record RatingRule(int Value, string Unit, string Source, string UnitZh, string SourceZh);

/// <summary>
/// The limits of 好差评 that no national text settles: <c>data/codes/rating-rules.json</c>, each with its source.
/// <c>Tongban:Ratings:firstRatingDays</c> and so on in the configuration win over the file.
/// </summary>
public sealed class RatingRules
{
    private readonly IReadOnlyDictionary<string, RatingRule> rules;

    private RatingRules(IReadOnlyDictionary<string, RatingRule> rules) => this.rules = rules;

    /// <summary>Days after the service's day on which it may still be rated for the first time.</summary>
    public RatingRule FirstRatingDays => rules["firstRatingDays"];

    /// <summary>How long the evaluator waits for a rating.</summary>
    public RatingRule EvaluatorSeconds => rules["evaluatorSeconds"];

    /// <summary>Working days until somebody has called back (回访核实).</summary>
    public RatingRule VerifyWorkdays => rules["verifyWorkdays"];

    public RatingRule SimpleWorkdays => rules["simpleWorkdays"];

    public RatingRule ComplexWorkdays => rules["complexWorkdays"];

    /// <summary>Days after the first rating on which one additional may follow (追加评价).</summary>
    public RatingRule AdditionalDays => rules["additionalDays"];

    /// <summary>Working days for the second call, after the mending.</summary>
    public RatingRule CallAgainWorkdays => rules["callAgainWorkdays"];

    /// <summary>Working days to judge a finding or an appeal.</summary>
    public RatingRule ReviewWorkdays => rules["reviewWorkdays"];

    /// <summary>Working days within which the rated may appeal.</summary>
    public RatingRule AppealWorkdays => rules["appealWorkdays"];

    /// <summary>Calls in vain after which somebody counts as unreachable.</summary>
    public RatingRule CallTries => rules["callTries"];

    /// <summary>Days after which a site that has switched it on fills in a default rating.</summary>
    public RatingRule DefaultDays => rules["defaultDays"];

    /// <summary>Stars of that default; 0: off.</summary>
    public RatingRule DefaultStars => rules["defaultStars"];

    /// <summary>All of them, with their sources.</summary>
    public IEnumerable<RatingRule> All => rules.Values;

    public static RatingRules Parse(string json, IConfiguration configuration)
    {
        var file = JsonSerializer.Deserialize<File>(json, JsonSerializerOptions.Web)!;
        var local = configuration.GetSection("Tongban:Ratings");
        return new RatingRules(file.Settings.ToDictionary(
            rule => rule.Key,
            rule => rule.Value with { Value = local.GetValue(rule.Key, rule.Value.Value) }));
    }

    private sealed record File(Dictionary<string, RatingRule> Settings);
}
