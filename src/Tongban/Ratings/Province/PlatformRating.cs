using System.Globalization;
using System.Text.Json.Serialization;
using Tongban.Kernel;

namespace Tongban.Ratings.Province;

/// <summary>
/// A rating in the fields of the national and provincial exchange (好差评接口): there and back without loss of level, channel,
/// tags, text, time and number. Of the person nothing: neither name nor document nor phone leaves this place.
/// </summary>
public sealed record PlatformRating(
    [property: JsonPropertyName("projectNo")] string ProjectNo,
    [property: JsonPropertyName("serviceNumber")] int ServiceNumber,
    [property: JsonPropertyName("assessNumber")] int AssessNumber,
    [property: JsonPropertyName("satisfaction")] int Satisfaction,
    [property: JsonPropertyName("pf")] string Pf,
    [property: JsonPropertyName("evalDetail")] string EvalDetail,
    [property: JsonPropertyName("writingEvaluation")] string WritingEvaluation,
    [property: JsonPropertyName("assessTime")] string AssessTime,
    [property: JsonPropertyName("isdefault")] int IsDefault,
    [property: JsonPropertyName("effectivEvalua")] int EffectivEvalua,
    [property: JsonPropertyName("anonymityFlag")] int AnonymityFlag)
{
    /// <summary>As the exchange's tables write times.</summary>
    public const string TimeFormat = "yyyy-MM-dd HH:mm:ss";

    private const int Anonymous = 1;
    private const int Named = 2;

    public static PlatformRating Of(Rating rating, ProjectNumber number, RatingChannelCodec codec, bool counts, HallClock clock) => new(
        number.ProjectNo, number.ServiceNumber, rating.Number, rating.Level.Stars, codec.Write(rating.Channel), rating.Tags, rating.Text,
        clock.Local(rating.RatedAt).ToString(TimeFormat, CultureInfo.InvariantCulture), rating.IsDefault ? 1 : 0, counts ? 1 : 0, rating.IsAnonymous ? Anonymous : Named);

    /// <summary>What was said. Refused where it is no rating: a level, tag or channel that does not exist.</summary>
    public Opinion Opinion(EvaluationTags tags) =>
        new(RatingLevel.FromStars(Satisfaction), [.. (EvalDetail ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Select(tags.Find)], WritingEvaluation ?? "", tags.Version);

    public RatingChannel Channel(RatingChannelCodec codec) => codec.Read(Pf ?? "");

    /// <remarks>Refusal: <c>rating.time-unknown</c>.</remarks>
    public DateTime RatedAt(HallClock clock) =>
        DateTime.TryParseExact(AssessTime, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? clock.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local))
            : throw new Refusal("rating.time-unknown");
}
