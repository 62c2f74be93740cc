using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Ratings;

/// <summary>What is filled in on a rating page. Nothing is chosen beforehand.</summary>
public sealed class RatingForm
{
    /// <summary>Stars, 5 for 非常满意.</summary>
    public int? Level { get; set; }

    public string? Text { get; set; }

    public string? Phone { get; set; }

    /// <summary>May be called back; never ticked beforehand.</summary>
    public bool CallMe { get; set; }

    /// <summary>追加评价 instead of the first one.</summary>
    public bool Additional { get; set; }

    /// <summary>How the rater came here, as the link says under our hand: see <see cref="RatingVia"/>.</summary>
    public string? Via { get; set; }

    /// <summary>When the page was shown, sealed.</summary>
    public string? Shown { get; set; }

    /// <summary>The field of a level's tags. Each level has its own, so that a tick under a level that was given up does not count.</summary>
    public static string TagsField(RatingLevel level) => $"tags-{level.Stars}";

    public Opinion Opinion(EvaluationTags tags, IFormCollection form)
    {
        Refusal.Unless(Level is not null, "rating.choose-level");
        var level = RatingLevel.FromStars(Level!.Value);
        var codes = form[TagsField(level)].OfType<string>().Distinct();
        return new Opinion(level, [.. codes.Select(tags.Find)], Text ?? "", tags.Version);
    }

    /// <summary>Null: the rating is anonymous.</summary>
    public RatingContact? Contact(PersonalData people)
    {
        if (string.IsNullOrWhiteSpace(Phone))
        {
            Refusal.Unless(!CallMe, "rating.phone-needed");
            return null;
        }

        return new RatingContact(people.Seal(Sealed.Phone, MobileNumber.Parse(Phone).Value), CallMe);
    }

    public int Number => Additional ? Evaluation.Additional : Evaluation.First;
}

/// <summary>The five rows and their tags, as a page has them ticked.</summary>
public sealed record LevelRows(EvaluationTags Tags, int? Chosen, IReadOnlySet<string> Ticked)
{
    /// <summary>Whether the page has a field for words, too.</summary>
    public bool WithText { get; init; } = true;

    public string WhyKey(RatingLevel level) => !level.IsBad ? "rating.what-was-good" : WithText ? "rating.what-was-bad" : "rating.what-was-bad-tag";

    private static readonly string[] Faces = ["mood-happy", "mood-smile", "mood-empty", "mood-sad", "mood-cry"];

    public static IReadOnlyList<RatingLevel> Levels { get; } = Enum.GetValues<RatingLevel>();

    public static string FaceOf(RatingLevel level) => Faces[level.Gbt39046Code - 1];

    /// <summary>After a refusal with what was ticked, otherwise with nothing.</summary>
    public static LevelRows Of(EvaluationTags tags, RatingForm form, HttpRequest request) => new(
        tags,
        form.Level,
        request.HasFormContentType ? Levels.SelectMany(level => request.Form[RatingForm.TagsField(level)]).OfType<string>().ToHashSet() : []);
}
