using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Cases;

/// <summary>
/// Values of the clocks that no law settles: <c>data/codes/case-rules.json</c>, each with its source.
/// <c>Tongban:Cases:yellowFrom</c> and so on in the configuration win over the file.
/// </summary>
public sealed class ClockRules
{
    private readonly IReadOnlyDictionary<string, LocalRule> rules;

    private ClockRules(IReadOnlyDictionary<string, LocalRule> rules) => this.rules = rules;

    /// <summary>Yellow with so many days left, or fewer.</summary>
    public LocalRule YellowFrom => rules["yellowFrom"];

    /// <summary>Red with so many days left, or fewer; −1: not before the term has passed.</summary>
    public LocalRule RedFrom => rules["redFrom"];

    /// <summary>Working days within which deferred materials follow (容缺).</summary>
    public LocalRule OwedWorkdays => rules["owedWorkdays"];

    /// <summary>Days within which a material that was checked once is offered again.</summary>
    public LocalRule ReuseDays => rules["reuseDays"];

    /// <summary>The thresholds of a term of that length: a short one would be yellow from its first day otherwise.</summary>
    public TermThresholds For(int length) => new(Math.Min(YellowFrom.Value, (length - 1) / 2), Math.Min(RedFrom.Value, (length - 1) / 2));

    public static ClockRules Parse(string json, IConfiguration? configuration = null) =>
        new(LocalRule.Read(json, configuration?.GetSection("Tongban:Cases")));
}
