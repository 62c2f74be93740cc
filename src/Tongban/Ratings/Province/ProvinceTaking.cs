using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Mending;

namespace Tongban.Ratings.Province;

/// <summary>
/// Takes a rating that was given on the province's page: for a service that is known here, once, and a bad one opens its
/// rectification as any other does. Its own window of days is the province's business.
/// </summary>
public sealed class ProvinceTaking(TongbanDb db, HallClock clock, ProjectNumbers numbers, RatingChannelCodecs codecs, EvaluationTags tags, RectificationOpening rectifications, IOptions<ProvinceSettings> settings)
{
    // Two clocks are never quite the same.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    /// <remarks>Refusals: <c>rating.no-service</c>, <c>rating.already-rated</c>, <c>rating.nothing-to-add-to</c>, <c>rating.time-unknown</c>, those of levels, tags and channels.</remarks>
    public async Task<Rating> TakeAsync(PlatformRating given, Actor by, CancellationToken stop)
    {
        var service = await numbers.FindAsync(new ProjectNumber(given.ProjectNo ?? "", given.ServiceNumber), stop) ?? throw new Refusal("rating.no-service");
        var ratedAt = given.RatedAt(clock);
        Refusal.Unless(ratedAt <= clock.Now + Ahead, "rating.time-unknown");
        var before = await db.Set<Rating>().AsNoTracking().Where(rating => rating.ServiceId == service.Id).Select(rating => rating.Number).ToListAsync(stop);
        Refusal.Unless(!before.Contains(given.AssessNumber), "rating.already-rated");
        Refusal.Unless(given.AssessNumber != Evaluation.Additional || before.Contains(Evaluation.First), "rating.nothing-to-add-to");
        var opinion = given.Opinion(tags);
        var channel = given.Channel(codecs[settings.Value.Channels]);
        var rating = given.IsDefault == 1 ? Rating.ByDefault(service, opinion.Level, ratedAt, by) : new Rating(service, given.AssessNumber, opinion, channel, null, ratedAt, by);
        db.Add(rating);
        await (rating.IsDefault ? Task.CompletedTask : rectifications.OpenAsync(rating, service));
        await db.SaveChangesAsync(stop);
        return rating;
    }
}
