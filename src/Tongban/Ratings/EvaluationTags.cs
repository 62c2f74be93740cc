using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tongban.Kernel;

namespace Tongban.Ratings;

/// <summary>An official evaluation tag (评价指标). Its code begins with the stars of its level.</summary>
/// <param name="Code">Three digits: <c>510</c>.</param>
/// <param name="Zh">The official words; nobody may change them locally.</param>
/// <param name="En">Our translation.</param>
/// <param name="First">Shown at once; the others stand behind 更多.</param>
/// <param name="Retired">No longer offered; ratings of the past name it.</param>
public sealed record EvaluationTag(string Code, string Zh, string En, bool First = false, bool Retired = false)
{
    [JsonIgnore]
    public RatingLevel Level => RatingLevel.FromStars(Code[0] - '0');

    /// <summary>In the request's language.</summary>
    [JsonIgnore]
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? En : Zh;
}

/// <summary>The table of tags, <c>data/codes/evaluation-tags.json</c>.</summary>
public sealed class EvaluationTags
{
    private readonly FrozenDictionary<string, EvaluationTag> byCode;
    private readonly ILookup<RatingLevel, EvaluationTag> offered;

    private EvaluationTags(string version, IReadOnlyList<EvaluationTag> tags)
    {
        Version = version;
        All = tags;
        byCode = tags.ToFrozenDictionary(tag => tag.Code);
        offered = tags.Where(tag => !tag.Retired).ToLookup(tag => tag.Level);
    }

    /// <summary>Of the table: when the platform has changed its list, the shipped copy gets the next one.</summary>
    public string Version { get; }

    /// <summary>Retired ones too, in the table's order.</summary>
    public IReadOnlyList<EvaluationTag> All { get; }

    public static EvaluationTags Parse(string json) =>
        JsonSerializer.Deserialize<Table>(json, JsonSerializerOptions.Web) is { } table ? new(table.Version, table.Tags) : throw new JsonException();

    /// <summary>What a person who chose this level may tick.</summary>
    public IEnumerable<EvaluationTag> Of(RatingLevel level) => offered[level];

    public EvaluationTag Find(string code) =>
        byCode.TryGetValue(code, out var tag) ? tag : throw new Refusal("rating.unknown-tag");

    /// <summary>The tags of a stored rating, retired ones included.</summary>
    public IEnumerable<EvaluationTag> Read(Rating rating) => rating.TagCodes.Select(Find);

    private sealed record Table(string Version, IReadOnlyList<EvaluationTag> Tags);
}
