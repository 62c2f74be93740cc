using System.Text.Json;

namespace Tongban.Voices;

/// <summary>A term that differs by place, with the reason for its value.</summary>
public sealed record VoiceRule(int Value, string Unit, string Source, string UnitZh, string SourceZh);

/// <summary>
/// The terms of voices, which no national text settles: <c>data/codes/voice-rules.json</c>, each with its source.
/// <c>Tongban:Voices:complaintWorkdays</c> and so on in the configuration win over the file.
/// </summary>
public sealed class VoiceRules
{
    private readonly IReadOnlyDictionary<string, VoiceRule> rules;

    private VoiceRules(IReadOnlyDictionary<string, VoiceRule> rules) => this.rules = rules;

    /// <summary>Working days to answer a voice of this kind.</summary>
    public VoiceRule WorkdaysFor(VoiceKind kind) => rules[kind switch
    {
        VoiceKind.Inquiry => "inquiryWorkdays",
        VoiceKind.Help => "helpWorkdays",
        VoiceKind.Suggestion => "suggestionWorkdays",
        VoiceKind.Complaint => "complaintWorkdays",
        VoiceKind.Praise => "praiseWorkdays",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    }];

    public VoiceRule ExtensionWorkdays => rules["extensionWorkdays"];

    public VoiceRule CallBackWorkdays => rules["callBackWorkdays"];

    /// <summary>Working days after the term, when it is told once more.</summary>
    public VoiceRule CriticiseWorkdays => rules["criticiseWorkdays"];

    public VoiceRule CallTries => rules["callTries"];

    /// <summary>Days after the answer in which the person may judge it.</summary>
    public VoiceRule JudgeDays => rules["judgeDays"];

    public VoiceRule FreeTransfers => rules["freeTransfers"];

    /// <summary>All of them, with their sources.</summary>
    public IEnumerable<VoiceRule> All => rules.Values;

    public static VoiceRules Parse(string json, IConfiguration? configuration = null)
    {
        var file = JsonSerializer.Deserialize<File>(json, JsonSerializerOptions.Web)!;
        var local = configuration?.GetSection("Tongban:Voices");
        return new VoiceRules(file.Settings.ToDictionary(
            rule => rule.Key,
            rule => rule.Value with { Value = local?.GetValue(rule.Key, rule.Value.Value) ?? rule.Value.Value }));
    }

    private sealed record File(Dictionary<string, VoiceRule> Settings);
}
