using Tongban.Kernel;

namespace Tongban.Ratings;

/// <summary>
/// Somebody rates a service. Two who press at once are told apart by the unique index on service and number: one
/// rating, and a polite refusal for the rest.
/// </summary>
public sealed class Evaluation(TongbanDb db, HallClock clock, RatableServices services)
{
    /// <summary>The first rating; the additional one has its own number.</summary>
    public const int First = 1;

    public async Task<Rating> RateAsync(string token, Opinion opinion, RatingChannel channel, RatingContact? contact, Actor by)
    {
        var service = await services.FindAsync(token) ?? throw new Refusal("rating.no-service");
        Refusal.Unless(services.IsOpen(service), "rating.too-late");
        // The ordinary second comer is told without a fault in the log; the index has the last word.
        Refusal.Unless(!await services.IsRatedAsync(service), "rating.already-rated");
        var rating = new Rating(service, First, opinion, channel, contact, clock.Now, by);
        db.Add(rating);
        await db.SaveChangesAsync();
        return rating;
    }
}
