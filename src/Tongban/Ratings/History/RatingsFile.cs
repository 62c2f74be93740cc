using Microsoft.EntityFrameworkCore;
using Tongban.Importing;
using Tongban.Kernel;

namespace Tongban.Ratings.History;

/// <summary>A line of <c>ratings.csv</c>.</summary>
public sealed record RatingRow(string Id, PastRating Past) : IImportRow;

/// <summary>Ratings of a year.</summary>
public sealed class RatingsFile(TongbanDb db, PastRatings ratings, RatingChannelCodecs codecs) : ImportFile<RatingRow>
{
    private static readonly Dictionary<string, int> Numbers = new() { ["1"] = Evaluation.First, ["2"] = Evaluation.Additional };
    private static readonly Dictionary<string, RatingLevel> Levels = Enumerable.Range(1, 5).ToDictionary(stars => $"{stars}", RatingLevel.FromStars);

    private readonly Dictionary<string, RatingChannel> channels = codecs[RatingChannelCodec.National].Channels.ToDictionary(codecs[RatingChannelCodec.National].Write);

    public override string Name => "ratings.csv";

    public override int Order => 50;

    public override IReadOnlyList<string> Columns { get; } = ["rating_id", "service_no", "assess_number", "pf", "star", "tags", "text", "anonymous", "is_default", "rated_at"];

    public override Task OpenAsync(ImportFolder folder, CancellationToken stop) => Task.CompletedTask;

    protected override RatingRow Read(CsvFields fields)
    {
        var id = fields.Id("rating_id", Service.MaxSourceId);
        return new(id, new PastRating(
            id,
            fields.Text("service_no", Service.MaxSourceId),
            fields.Choice("assess_number", Numbers),
            fields.Choice("pf", channels),
            fields.Choice("star", Levels),
            [.. fields.Text("tags", 200).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()],
            fields.TextAsItStands("text", Rating.MaxKeptText),
            !fields.Flag("anonymous"),
            fields.Flag("is_default"),
            fields.Moment("rated_at")));
    }

    protected override Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        db.Set<Rating>().Where(rating => EF.Parameter(ids).Contains(rating.SourceId!)).Select(rating => rating.SourceId!).ToHashSetAsync(stop);

    protected override async Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<RatingRow> rows, CancellationToken stop) =>
        [.. (await ratings.TakeAllAsync([.. rows.Select(row => row.Past)], Actor.System, stop)).Select(outcome => outcome.Refused is { } refusal ? ReasonOf(refusal) : null)];

    private static string ReasonOf(Refusal refusal) => refusal.Code switch
    {
        "rating.unknown-tag" => "TAG_UNKNOWN",
        "rating.tag-of-another-level" => "TAG_LEVEL",
        "rating.already-rated" => "DUP_RATING",
        "rating.reason-needed" => "NO_REASON",
        "rating.before-service" or "rating.in-future" => "TIME_ORDER",
        _ => "UNKNOWN_REF",
    };
}
