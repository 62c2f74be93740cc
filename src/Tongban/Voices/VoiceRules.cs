using Tongban.Shared;

namespace Tongban.Voices;

/// <summary>
/// The terms of voices, which no national text settles: <c>data/codes/voice-rules.json</c>, each with its source.
/// <c>Tongban:Voices:complaintWorkdays</c> and so on in the configuration win over the file.
/// </summary>
public sealed class VoiceRules
{
    private readonly IReadOnlyDictionary<string, LocalRule> rules;

    private VoiceRules(IReadOnlyDictionary<string, LocalRule> rules) => this.rules = rules;

    /// <summary>Working days to answer a voice of this kind.</summary>
    public LocalRule WorkdaysFor(VoiceKind kind) => rules[kind switch
    {
        VoiceKind.Inquiry => "inquiryWorkdays",
        VoiceKind.Help => "helpWorkdays",
        VoiceKind.Suggestion => "suggestionWorkdays",
        VoiceKind.Complaint => "complaintWorkdays",
        VoiceKind.Praise => "praiseWorkdays",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    }];

    /// <summary>Working days to answer what cannot wait, the day on which that is found counted.</summary>
    public LocalRule UrgentWorkdays => rules["urgentWorkdays"];

    public LocalRule ExtensionWorkdays => rules["extensionWorkdays"];

    public LocalRule CallBackWorkdays => rules["callBackWorkdays"];

    /// <summary>Working days after the term, when it is told once more.</summary>
    public LocalRule CriticiseWorkdays => rules["criticiseWorkdays"];

    public LocalRule CallTries => rules["callTries"];

    /// <summary>Minutes between two calls in vain that count as two.</summary>
    public LocalRule CallTryMinutes => rules["callTryMinutes"];

    /// <summary>Days after the answer in which the person may judge it.</summary>
    public LocalRule JudgeDays => rules["judgeDays"];

    /// <summary>Days after a call in which the person may say something else than was noted.</summary>
    public LocalRule ContradictDays => rules["contradictDays"];

    /// <summary>Days after which a call that nobody finished, or that said nothing, is forgotten.</summary>
    public LocalRule CallDraftDays => rules["callDraftDays"];

    /// <summary>Days after which a call that was answered at once is forgotten.</summary>
    public LocalRule CallDays => rules["callDays"];

    public LocalRule FreeTransfers => rules["freeTransfers"];

    /// <summary>All of them, with their sources.</summary>
    public IEnumerable<LocalRule> All => rules.Values;

    public static VoiceRules Parse(string json, IConfiguration? configuration = null) =>
        new(LocalRule.Read(json, configuration?.GetSection("Tongban:Voices")));
}
