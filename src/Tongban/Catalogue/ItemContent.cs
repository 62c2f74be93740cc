using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Tongban.Catalogue;

/// <summary>All that a guide page says of an item: the elements of an 实施清单 (GB/T 39046-2020, table 4) that this centre uses.</summary>
public sealed record ItemContent
{
    /// <summary>Audiences.</summary>
    public const string Personal = "personal";

    public const string Enterprise = "legal";

    public static IReadOnlyList<string> Audiences { get; } = [Personal, Enterprise];

    /// <summary>Ways to get it done.</summary>
    public static IReadOnlyList<string> ChannelsKnown { get; } = ["window", "online", "branch", "self_service", "agency"];

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>The everyday name, where it differs: 二手房过户.</summary>
    public string? CommonNameZh { get; init; }

    public string? CommonNameEn { get; init; }

    public string SummaryZh { get; init; } = "";

    public string SummaryEn { get; init; } = "";

    /// <summary>Item type, GB/T 39046 A.1: <c>01</c> permit … <c>20</c> public service.</summary>
    public string TypeCode { get; init; } = "";

    /// <summary>personal, legal.</summary>
    public IReadOnlyList<string> Audience { get; init; } = [];

    public string LifeEvent { get; init; } = "";

    public IReadOnlyList<string> KeywordsZh { get; init; } = [];

    public IReadOnlyList<string> KeywordsEn { get; init; } = [];

    public IReadOnlyList<string> ConditionsZh { get; init; } = [];

    public IReadOnlyList<string> ConditionsEn { get; init; } = [];

    /// <summary>Minutes at the window.</summary>
    public int HandlingMinutes { get; init; }

    public bool IsImmediate { get; init; }

    /// <summary>Working days promised.</summary>
    public int PromisedDays { get; init; }

    public int? StatutoryDays { get; init; }

    /// <summary>The law counts calendar days, not working days.</summary>
    public bool StatutoryInCalendarDays { get; init; }

    /// <summary>统一、联合、集中办理 by several bodies: 45 working days instead of 20, 15 more instead of 10 (行政许可法 Art. 42).</summary>
    public bool IsJoint { get; init; }

    /// <summary>By how many days its own law lets it be extended; 0: not at all; null: as Art. 42 says.</summary>
    public int? ExtensionDays { get; init; }

    /// <summary>The most by which a case may be extended, once: by the head of the body, of a joint matter by the head of the government.</summary>
    [JsonIgnore]
    public int LongestExtension => ExtensionDays ?? (IsJoint ? PermitLimits.JointExtension : PermitLimits.Extension);

    /// <summary>How often one must come; 0 when it can be done from home.</summary>
    public int HallVisits { get; init; }

    public string? HallVisitReasonZh { get; init; }

    public string? HallVisitReasonEn { get; init; }

    /// <summary>Of <see cref="ChannelsKnown"/>.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Codes of the sites that offer it.</summary>
    public IReadOnlyList<string> Sites { get; init; } = [];

    public IReadOnlyList<Fee> Fees { get; init; } = [];

    public bool OnlinePayment { get; init; }

    public IReadOnlyList<LegalBasis> LegalBases { get; init; } = [];

    public string ConsultPhone { get; init; } = "";

    public string ComplaintPhone { get; init; } = "";

    public IReadOnlyList<Situation> Situations { get; init; } = [];

    public IReadOnlyList<Material> Materials { get; init; } = [];

    public IReadOnlyList<ItemResult> Results { get; init; } = [];

    public IReadOnlyList<string> StepsZh { get; init; } = [];

    public IReadOnlyList<string> StepsEn { get; init; } = [];

    /// <summary>Kinds of special procedure that stop the clock (行政许可法 §45).</summary>
    public IReadOnlyList<string> SpecialProcedures { get; init; } = [];

    public bool Bookable { get; init; }

    public bool PostDelivery { get; init; }

    public IReadOnlyList<Question> Faq { get; init; } = [];

    /// <summary>The materials that somebody with these answers needs; unanswered questions ask for nothing yet.</summary>
    public IReadOnlyList<Material> MaterialsFor(IReadOnlyDictionary<string, string> answers) =>
        [.. Materials.Where(material => material.AppliesTo(answers))];

    /// <summary>Whether every guided question has one of its options for an answer.</summary>
    public bool AnsweredBy(IReadOnlyDictionary<string, string> answers) =>
        Situations.Where(situation => situation.IsAsked(answers)).All(situation => situation.AnsweredBy(answers));
}

/// <summary>行政许可法 Art. 42, in working days; a law or regulation may say otherwise of a matter.</summary>
public static class PermitLimits
{
    public const int Decision = 20;
    public const int Extension = 10;
    public const int JointDecision = 45;
    public const int JointExtension = 15;
}

/// <summary>A fee line. <paramref name="AmountFen"/> in fen; null when it depends.</summary>
public sealed record Fee(string NameZh, string NameEn, long? AmountFen, string BasisZh);

public sealed record LegalBasis(string Title, string? Article)
{
    public string? TitleEn { get; init; }

    public string? NoteZh { get; init; }

    public string? NoteEn { get; init; }
}

/// <summary>A guided question (情形) whose answer decides which materials apply.</summary>
public sealed record Situation(string Id, string TextZh, string TextEn, IReadOnlyList<SituationOption> Options)
{
    /// <summary>All must hold for the question to be asked; empty: always asked.</summary>
    public IReadOnlyList<Condition> AskedWhen { get; init; } = [];

    public bool IsAsked(IReadOnlyDictionary<string, string> answers) => AskedWhen.All(condition => condition.Holds(answers));

    /// <summary>Whether the answer is one of the options.</summary>
    public bool AnsweredBy(IReadOnlyDictionary<string, string> answers) =>
        answers.TryGetValue(Id, out var answer) && Options.Any(option => option.Id == answer);
}

public sealed record SituationOption(string Id, string TextZh, string TextEn);

public sealed record ItemResult(string NameZh, string NameEn, string? LicenceTypeCode);

public sealed record Question(string QuestionZh, string AnswerZh, string QuestionEn, string AnswerEn);

/// <summary>A material to hand in, or one that the centre fetches itself.</summary>
public sealed record Material
{
    /// <summary>Stable within the item: <c>SS01-M01</c>.</summary>
    public string Id { get; init; } = "";

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>Originals to show or leave.</summary>
    public int Originals { get; init; }

    public int Copies { get; init; }

    /// <summary>original, copy, electronic …</summary>
    public string Form { get; init; } = "";

    /// <summary>applicant, government, third_party (all brought); data_sharing (the hall looks it up); hall (the window prepares it).</summary>
    public string Source { get; init; } = "";

    public string IssuerZh { get; init; } = "";

    public string IssuerEn { get; init; } = "";

    public bool Required { get; init; }

    /// <summary>May follow after acceptance (容缺受理).</summary>
    public bool Deferrable { get; init; }

    /// <summary>Looked at and given back; false: kept; null: not on paper.</summary>
    public bool? Returned { get; init; }

    /// <summary>Why it is asked for; the one-time notice says it.</summary>
    public string ReasonZh { get; init; } = "";

    public string ReasonEn { get; init; } = "";

    public string? NoteZh { get; init; }

    public string? NoteEn { get; init; }

    /// <summary>The law that asks for it, where one is named.</summary>
    public string? BasisZh { get; init; }

    public string? BasisEn { get; init; }

    /// <summary>The person brings it; otherwise the centre fetches or prepares it (不用带).</summary>
    [JsonIgnore]
    public bool IsBrought => Source is not ("data_sharing" or "hall");

    /// <summary>All must hold; empty: always asked for.</summary>
    public IReadOnlyList<Condition> AppliesWhen { get; init; } = [];

    public bool AppliesTo(IReadOnlyDictionary<string, string> answers) =>
        AppliesWhen.All(condition => condition.Holds(answers));
}

/// <summary>The answer to <paramref name="Question"/> is one of <paramref name="In"/>.</summary>
public sealed record Condition(string Question, IReadOnlyList<string> In)
{
    public bool Holds(IReadOnlyDictionary<string, string> answers) => answers.TryGetValue(Question, out var answer) && In.Contains(answer);
}
