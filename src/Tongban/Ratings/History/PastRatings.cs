using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.History;

/// <summary>A rating that another system took.</summary>
/// <param name="SourceId">Its number there.</param>
/// <param name="ServiceSourceId">Of the service that was rated.</param>
/// <param name="Number">1 the first, 2 the additional one (追加评价).</param>
/// <param name="Channel">By which way it came.</param>
/// <param name="Level">What was said.</param>
/// <param name="Tags">Official codes, retired ones too.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="IsNamed">Given under a name (实名), which is not ours.</param>
/// <param name="IsDefault">Filled in by the system of then; nobody said it.</param>
/// <param name="RatedAt">When.</param>
public sealed record PastRating(
    string SourceId, string ServiceSourceId, int Number, RatingChannel Channel, RatingLevel Level, IReadOnlyList<string> Tags, string Text, bool IsNamed, bool IsDefault, DateTime RatedAt);

/// <summary>
/// Takes ratings of the past in, many in the caller's transaction. A bad one opens no rectification: the system of then
/// worked on it, or nobody can any more.
/// </summary>
public sealed class PastRatings(TongbanDb db, HallClock clock, EvaluationTags tags, NewRows rows)
{
    /// <summary>As many outcomes as there are ratings, in their order; one that is refused spoils no other.</summary>
    /// <remarks>
    /// Refusals: <c>rating.no-service</c>, <c>rating.nothing-to-add-to</c>, <c>rating.unknown-tag</c>, <c>rating.tag-of-another-level</c>,
    /// <c>rating.already-rated</c>, <c>rating.reason-needed</c>, <c>rating.before-service</c>, <c>rating.in-future</c>.
    /// </remarks>
    public async Task<IReadOnlyList<Outcome<Rating>>> TakeAllAsync(IReadOnlyList<PastRating> all, Actor by, CancellationToken stop)
    {
        var asked = all.Select(one => one.ServiceSourceId).Distinct().ToList();
        var services = await db.Set<Service>().AsNoTracking().Where(service => EF.Parameter(asked).Contains(service.SourceId!)).ToDictionaryAsync(service => service.SourceId!, stop);
        var ids = services.Values.Select(service => service.Id).ToList();
        var given = (await db.Set<Rating>().Where(rating => EF.Parameter(ids).Contains(rating.ServiceId)).Select(rating => new { rating.ServiceId, rating.Number }).ToListAsync(stop))
            .Select(rating => (rating.ServiceId, rating.Number)).ToHashSet();
        List<Outcome<Rating>> outcomes = [.. all.Select(one => Decide(one, services.GetValueOrDefault(one.ServiceSourceId), given, by))];
        await rows.AddWithFactsAsync([.. outcomes.Select(outcome => outcome.Answer).OfType<Rating>()]);
        return outcomes;
    }

    private Outcome<Rating> Decide(PastRating past, Service? service, HashSet<(Guid Service, int Number)> given, Actor by)
    {
        try
        {
            Refusal.Unless(service is not null, "rating.no-service");
            Refusal.Unless(past.Number == Evaluation.First || given.Contains((service!.Id, Evaluation.First)), "rating.nothing-to-add-to");
            List<EvaluationTag> said = [.. past.Tags.Select(tags.Find)];
            Refusal.Unless(said.TrueForAll(tag => tag.Level == past.Level), "rating.tag-of-another-level");
            Refusal.Unless(!given.Contains((service!.Id, past.Number)), "rating.already-rated");
            var rating = Rating.OfThePast(service, past, clock.Now, by);
            given.Add((service.Id, past.Number));
            return rating;
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }
}
