using System.Text.Json;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>A value that differs by place, with the reason for it.</summary>
public sealed record ClockRule(int Value, string Unit, string Source, string UnitZh, string SourceZh);

/// <summary>
/// Values of the clocks that no law settles: <c>data/codes/case-rules.json</c>, each with its source.
/// <c>Tongban:Cases:yellowFrom</c> and so on in the configuration win over the file.
/// </summary>
public sealed class ClockRules
{
    private readonly IReadOnlyDictionary<string, ClockRule> rules;

    private ClockRules(IReadOnlyDictionary<string, ClockRule> rules) => this.rules = rules;

    /// <summary>Yellow with so many days left, or fewer.</summary>
    public ClockRule YellowFrom => rules["yellowFrom"];

    /// <summary>Red with so many days left, or fewer; −1: not before the term has passed.</summary>
    public ClockRule RedFrom => rules["redFrom"];

    /// <summary>Working days within which deferred materials follow (容缺).</summary>
    public ClockRule OwedWorkdays => rules["owedWorkdays"];

    /// <summary>Days within which a material that was checked once is offered again.</summary>
    public ClockRule ReuseDays => rules["reuseDays"];

    /// <summary>The thresholds of a term of that length: a short one would be yellow from its first day otherwise.</summary>
    public TermThresholds For(int length) => new(Math.Min(YellowFrom.Value, (length - 1) / 2), Math.Min(RedFrom.Value, (length - 1) / 2));

    public static ClockRules Parse(string json, IConfiguration? configuration = null)
    {
        var file = JsonSerializer.Deserialize<File>(json, JsonSerializerOptions.Web)!;
        var local = configuration?.GetSection("Tongban:Cases");
        return new ClockRules(file.Settings.ToDictionary(
            rule => rule.Key,
            rule => rule.Value with { Value = local?.GetValue(rule.Key, rule.Value.Value) ?? rule.Value.Value }));
    }

    private sealed record File(Dictionary<string, ClockRule> Settings);
}
