using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Ratings.FairPlay;

namespace Tongban.Ratings;

/// <summary>
/// Somebody rates a service. Two who press at once are told apart by the unique index on service and number: one
/// rating, and a polite refusal for the rest.
/// </summary>
public sealed class Evaluation(TongbanDb db, HallClock clock, RatableServices services, RectificationOpening rectifications)
{
    /// <summary>The first rating; the additional one has its own number.</summary>
    public const int First = 1;

    /// <summary>追加评价: one more within its window; it does not erase the first.</summary>
    public const int Additional = 2;

    public Task<Rating> RateAsync(string token, Opinion opinion, RatingChannel channel, RatingContact? contact, Actor by) =>
        RateAsync(new Rate(token, opinion, channel, contact, by));

    /// <summary>Gives the first rating, or the additional one.</summary>
    public async Task<Rating> RateAsync(Rate given) => (await GiveAsync(given)).Rating;

    /// <summary>The same, with the rectification that a bad one opens in the same transaction.</summary>
    public async Task<(Rating Rating, Rectification? Rectification)> GiveAsync(Rate given)
    {
        var service = await services.FindAsync(given.Token) ?? throw new Refusal("rating.no-service");
        await (given.Number == First ? RefuseFirstAsync(service) : RefuseAdditionalAsync(service));
        var rating = new Rating(service, given.Number, given.Opinion, given.Channel, given.Contact, clock.Now, given.By, given.WrittenDown);
        db.Add(rating);
        if (given.From is { } from)
        {
            db.Add(new RatingTrace(rating, from));
        }

        var rectification = await rectifications.OpenAsync(rating, service);
        await db.SaveChangesAsync();
        return (rating, rectification);
    }

    // The ordinary second comer is told without a fault in the log; the index has the last word.
    private async Task RefuseFirstAsync(Service service)
    {
        Refusal.Unless(services.IsOpen(service), "rating.too-late");
        Refusal.Unless(!await services.IsRatedAsync(service), "rating.already-rated");
    }

    private async Task RefuseAdditionalAsync(Service service)
    {
        var (first, second) = await services.GivenAsync(service);
        Refusal.Unless(first is { IsDefault: false }, "rating.nothing-to-add-to");
        Refusal.Unless(second is null, "rating.already-added");
        Refusal.Unless(clock.Today <= services.LastDayToAdd(first!), "rating.too-late-to-add");
    }
}
