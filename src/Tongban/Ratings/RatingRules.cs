using Tongban.Shared;

namespace Tongban.Ratings;

/// <summary>
/// The limits of 好差评 that no national text settles: <c>data/codes/rating-rules.json</c>, each with its source.
/// <c>Tongban:Ratings:firstRatingDays</c> and so on in the configuration win over the file.
/// </summary>
public sealed class RatingRules
{
    private readonly IReadOnlyDictionary<string, LocalRule> rules;

    private RatingRules(IReadOnlyDictionary<string, LocalRule> rules) => this.rules = rules;

    /// <summary>Days after the service's day on which it may still be rated for the first time.</summary>
    public LocalRule FirstRatingDays => rules["firstRatingDays"];

    /// <summary>How long the evaluator waits for a rating.</summary>
    public LocalRule EvaluatorSeconds => rules["evaluatorSeconds"];

    /// <summary>Working days until somebody has called back (回访核实).</summary>
    public LocalRule VerifyWorkdays => rules["verifyWorkdays"];

    public LocalRule SimpleWorkdays => rules["simpleWorkdays"];

    public LocalRule ComplexWorkdays => rules["complexWorkdays"];

    /// <summary>Days after the first rating on which one additional may follow (追加评价).</summary>
    public LocalRule AdditionalDays => rules["additionalDays"];

    /// <summary>Working days for the second call, after the mending.</summary>
    public LocalRule CallAgainWorkdays => rules["callAgainWorkdays"];

    /// <summary>Working days to judge a finding or an appeal.</summary>
    public LocalRule ReviewWorkdays => rules["reviewWorkdays"];

    /// <summary>Working days within which the rated may appeal.</summary>
    public LocalRule AppealWorkdays => rules["appealWorkdays"];

    /// <summary>Calls in vain after which somebody counts as unreachable.</summary>
    public LocalRule CallTries => rules["callTries"];

    /// <summary>Hours between two calls in vain that count as two.</summary>
    public LocalRule CallGapHours => rules["callGapHours"];

    /// <summary>On how many mornings and afternoons they are, at least.</summary>
    public LocalRule CallHalfDays => rules["callHalfDays"];

    /// <summary>Days on which a person may say otherwise than staff noted on the phone.</summary>
    public LocalRule ContradictDays => rules["contradictDays"];

    /// <summary>Days after which a site that has switched it on fills in a default rating.</summary>
    public LocalRule DefaultDays => rules["defaultDays"];

    /// <summary>Stars of that default; 0: off.</summary>
    public LocalRule DefaultStars => rules["defaultStars"];

    /// <summary>All of them, with their sources.</summary>
    public IEnumerable<LocalRule> All => rules.Values;

    public static RatingRules Parse(string json, IConfiguration configuration) =>
        new(LocalRule.Read(json, configuration.GetSection("Tongban:Ratings")));
}
