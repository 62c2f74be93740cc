using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Tongban.Catalogue;
using Tongban.Enterprises;

namespace Tongban.OneThing;

/// <summary>
/// All that a template of a one-thing (一件事) says: one form, and steps of several bodies that run as a graph
/// (国办发〔2022〕32号: 一表申请、一套材料、一窗受理、并行办理、统一出件). It is data: whoever edits one needs no new build.
/// </summary>
public sealed record TemplateContent
{
    /// <summary>As it stands in a file and in the editor: a field that nobody knows is a mistake, not ignored.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false) },
    };

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    public string SummaryZh { get; init; } = "";

    public string SummaryEn { get; init; } = "";

    /// <summary>For whom: <see cref="ItemContent.Personal"/> or <see cref="ItemContent.Enterprise"/>.</summary>
    public string Audience { get; init; } = "";

    /// <summary>The field whose answer names the thing in lists: the company, the child.</summary>
    public string NameField { get; init; } = "";

    /// <summary>Office hours in which the whole is promised; a service promise, never a legal term.</summary>
    public int TargetHours { get; init; }

    public IReadOnlyList<FieldContent> Fields { get; init; } = [];

    public IReadOnlyList<StepContent> Steps { get; init; } = [];

    /// <summary>Materials of the steps' items, by name, that the one form takes the place of.</summary>
    public IReadOnlyList<string> FormCovers { get; init; } = [];

    /// <summary>Materials that need not be handed in by those to whom a condition applies, by name.</summary>
    public IReadOnlyDictionary<string, Condition> CoveredWhen { get; init; } = new Dictionary<string, Condition>();

    /// <summary>Documents that two items name differently: by the one name, the other that it is asked for under.</summary>
    public IReadOnlyDictionary<string, string> SameDocuments { get; init; } = new Dictionary<string, string>();

    /// <summary>The name under which a material is asked for.</summary>
    public string DocumentOf(string material) => SameDocuments.GetValueOrDefault(material, material);

    public FieldContent? Field(string id) => Fields.FirstOrDefault(field => field.Id == id);

    public StepContent Step(int number) => Steps.Single(step => step.No == number);

    /// <summary>What the applicant is asked: a produced answer never is.</summary>
    [JsonIgnore]
    public IReadOnlyList<FieldContent> Asked => [.. Fields.Where(one => !one.Produced)];

    /// <summary>The steps that somebody with these answers needs.</summary>
    public IReadOnlyList<StepContent> StepsFor(IReadOnlyDictionary<string, string> answers) => [.. Steps.Where(step => step.When.All(condition => condition.Holds(answers)))];
}

public enum FieldType
{
    Text,
    LongText,

    /// <summary>A person's name.</summary>
    Name,
    IdNumber,
    Phone,

    /// <summary>A person: name, identity number, phone.</summary>
    Person,

    /// <summary>People, one a line: name and identity number.</summary>
    People,
    Address,
    Choice,

    /// <summary>A whole number, from 0 to 999,999,999.</summary>
    Number,
    Date,

    /// <summary>A box to tick, never ticked beforehand; asked for where an answer goes to somebody outside (个人信息保护法 Art. 23).</summary>
    Consent,

    /// <summary>统一社会信用代码, with its check character.</summary>
    Uscc,

    /// <summary>Several codes with blanks between, each once: the seals of a set.</summary>
    Codes,
}

public enum DayBound
{
    Any,

    /// <summary>After today, and within a year.</summary>
    ToCome,

    /// <summary>Today or before.</summary>
    Past,

    /// <summary>Between the day on which the whole was handed in and today: what a step has done. Only of what a step gives.</summary>
    During,
}

/// <summary>A shared field: asked once, or produced by one step; used by any.</summary>
public sealed record FieldContent
{
    public string Id { get; init; } = "";

    public FieldType Type { get; init; }

    public string LabelZh { get; init; } = "";

    public string LabelEn { get; init; } = "";

    public string? HintZh { get; init; }

    public string? HintEn { get; init; }

    public bool Optional { get; init; }

    /// <summary>A step gives it; the applicant is never asked.</summary>
    public bool Produced { get; init; }

    /// <summary>The least that a <see cref="FieldType.Number"/> may be.</summary>
    public int Least { get; init; }

    /// <summary>A day that is still to come, within a year; or one that is not.</summary>
    public DayBound Days { get; init; }

    /// <summary>What a <see cref="FieldType.Text"/>, or each of <see cref="FieldType.Codes"/>, must look like as a whole; null: anything.</summary>
    public string? Pattern { get; init; }

    /// <summary>The pattern in words: 13 位数字.</summary>
    public string? ShapeZh { get; init; }

    public string? ShapeEn { get; init; }

    /// <summary>How many <see cref="FieldType.Codes"/>; 0: as many as there are.</summary>
    public int Count { get; init; }

    /// <summary>All must hold for <see cref="Count"/> to apply; empty: always.</summary>
    public IReadOnlyList<Condition> CountWhen { get; init; } = [];

    /// <summary>Of a <see cref="FieldType.Choice"/>.</summary>
    public IReadOnlyList<OptionContent> Options { get; init; } = [];

    /// <summary>Questions of items that this answer answers: <c>SU01.ctype</c>. Options must have the same ids.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>All must hold for the field to be asked; empty: always.</summary>
    public IReadOnlyList<Condition> AskedWhen { get; init; } = [];

    [JsonIgnore]
    public string Label => Bilingual.Of(LabelZh, LabelEn);

    [JsonIgnore]
    public string Shape => Bilingual.Of(ShapeZh ?? "", ShapeEn ?? "");

    /// <summary>As it holds for somebody with these answers.</summary>
    public FieldContent For(IReadOnlyDictionary<string, string> answers) => CountWhen.All(condition => condition.Holds(answers)) ? this : this with { Count = 0 };

    public bool IsAsked(IReadOnlyDictionary<string, string> answers) => AskedWhen.All(condition => condition.Holds(answers));
}

/// <summary>An option; <paramref name="Body"/> is the department that works on a step whose body the person chooses.</summary>
public sealed record OptionContent(string Id, string TextZh, string TextEn, string? Body = null)
{
    [JsonIgnore]
    public string Text => Bilingual.Of(TextZh, TextEn);
}

/// <summary>A step: one body's own case, with what it needs and gives.</summary>
public sealed record StepContent
{
    public int No { get; init; }

    /// <summary>The item (政务服务事项) by its short code.</summary>
    public string Item { get; init; } = "";

    public string NameZh { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>The body that works on it, by its code; null: the item's own department.</summary>
    public string? Body { get; init; }

    /// <summary>The choice whose option names the body.</summary>
    public string? BodyFrom { get; init; }

    public IReadOnlyList<int> DependsOn { get; init; } = [];

    /// <summary>Office hours in which it is promised, from its own start.</summary>
    public int TargetHours { get; init; }

    public IReadOnlyList<string> Inputs { get; init; } = [];

    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Documents that it makes, by name: no later step asks for them.</summary>
    public IReadOnlyList<string> Produces { get; init; } = [];

    /// <summary>Several officers decide it one after the other, as the item has it; otherwise one does (审核合一).</summary>
    public bool SeveralOfficers { get; init; }

    /// <summary>The applicant has to come: body and applicant arrange when.</summary>
    public bool Meeting { get; init; }

    /// <summary>Benefits that it grants when it is done.</summary>
    public IReadOnlyList<GrantContent> Grants { get; init; } = [];

    /// <summary>The body is a bank and may record with it which of its fees it does not take.</summary>
    public bool Waives { get; init; }

    /// <summary>The step makes an enterprise: it enters the register with these answers. Null: it makes none.</summary>
    public RegisterContent? Registers { get; init; }

    /// <summary>The step ends an enterprise: it leaves the register, and its licences end. Null: it ends none.</summary>
    public DeregisterContent? Deregisters { get; init; }

    /// <summary>All must hold; empty: everybody needs it.</summary>
    public IReadOnlyList<Condition> When { get; init; } = [];

    [JsonIgnore]
    public string Name => Bilingual.Of(NameZh, NameEn);
}

/// <summary>A benefit of a <paramref name="Kind"/> for those to whom all of <paramref name="When"/> applies.</summary>
/// <param name="Kind">Its code in the ledger.</param>
/// <param name="When">To whom it applies; null: to all.</param>
/// <param name="Mailed">It goes by post whatever way the results go.</param>
public sealed record GrantContent(string Kind, IReadOnlyList<Condition>? When = null, bool Mailed = false)
{
    public bool AppliesTo(IReadOnlyDictionary<string, string> answers) => When?.All(condition => condition.Holds(answers)) != false;
}

/// <summary>Which fields say what enterprise ends, and the names of its licences that end with it.</summary>
public sealed record DeregisterContent
{
    /// <summary>The field with its 统一社会信用代码.</summary>
    public string Uscc { get; init; } = "";

    /// <summary>The field with its name, which has to be the register's.</summary>
    public string Name { get; init; } = "";

    /// <summary>The field with its legal representative, who has to be the register's; null where the form does not ask.</summary>
    public string? Person { get; init; }

    public IReadOnlyList<string> Licences { get; init; } = [];
}

/// <summary>Which fields say what of an enterprise. A type is one for all, or named by the option of a choice.</summary>
public sealed record RegisterContent
{
    /// <summary>The field with the 统一社会信用代码 that the step gives.</summary>
    public string Uscc { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>The choice that decides the type; null: <see cref="Type"/> for all.</summary>
    public string? TypeFrom { get; init; }

    /// <summary>Option → type.</summary>
    public IReadOnlyDictionary<string, EnterpriseType> Types { get; init; } = new Dictionary<string, EnterpriseType>();

    public EnterpriseType Type { get; init; }

    /// <summary>The field with the capital in 10,000 yuan; null: none.</summary>
    public string? Capital { get; init; }

    /// <summary>The choice whose options are the letters of GB/T 4754.</summary>
    public string Industry { get; init; } = "";

    /// <summary>The person who acts for it by law.</summary>
    public string Person { get; init; } = "";

    [JsonIgnore]
    public IEnumerable<string> Fields => new[] { Uscc, Name, TypeFrom, Capital, Industry, Person }.OfType<string>();
}
