using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Province;
using Tongban.Shared.Rush;

namespace Tongban.Ratings;

/// <summary>
/// Somebody rates a service. Two who press at once are told apart by the unique index on service and number: one
/// rating, and a polite refusal for the rest.
/// </summary>
public sealed class Evaluation(TongbanDb db, HallClock clock, RatableServices services, RectificationOpening rectifications, ProvincePage province, NewRows rows)
{
    private sealed record Made(Rating Rating, RatingTrace? Trace, Rectification? Opened);

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
        province.RefuseHere();
        var service = await services.FindAsync(given.Token) ?? throw new Refusal("rating.no-service");
        await (given.Number == First ? RefuseFirstAsync(service) : RefuseAdditionalAsync(service));
        var made = await AddAsync(given, service);
        await db.SaveChangesAsync();
        return made;
    }

    /// <summary>First ratings that arrived together: one look-up and set-based writes for all. Who comes second for a service is refused as ever.</summary>
    /// <remarks>A refusal that is thrown, not answered, is one of all, and nothing has been written.</remarks>
    public async Task<IReadOnlyList<Outcome<Rated>>> GiveTogetherAsync(IReadOnlyList<Rate> given, CancellationToken stop)
    {
        province.RefuseHere();
        var found = await services.FindAllAsync(given.Select(one => one.Token), stop);
        var rated = await services.RatedAsync(found.Values, stop);
        var (made, outcomes) = (new List<Made>(given.Count), new List<Outcome<Rated>>(given.Count));
        foreach (var one in given)
        {
            outcomes.Add(found.GetValueOrDefault(one.Token) is { } service ? await OneOfManyAsync(one, service, rated, made) : new Refusal("rating.no-service"));
        }

        await rows.AddToldAsync([.. made.Select(one => one.Rating)], stop);
        await rows.AddAsync(made.Select(one => one.Trace).OfType<RatingTrace>());
        await rows.AddToldAsync([.. made.Select(one => one.Opened).OfType<Rectification>()], stop);
        return outcomes;
    }

    internal static Rated AnswerOf(Rating rating, Rectification? opened) => new(rating.Level, rating.MayCallBack, opened?.Number, opened?.Token);

    // What is refused here has made nothing.
    private async Task<Outcome<Rated>> OneOfManyAsync(Rate one, Service service, HashSet<Guid> rated, List<Made> made)
    {
        try
        {
            Refusal.Unless(services.IsOpen(service), "rating.too-late");
            Refusal.Unless(!rated.Contains(service.Id), "rating.already-rated");
            var rating = Make(one, service);
            var opened = await rectifications.OfFirstAsync(rating, service);
            made.Add(new(rating, TraceOf(one, rating), opened));
            rated.Add(service.Id);
            return AnswerOf(rating, opened);
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }

    private async Task<(Rating Rating, Rectification? Rectification)> AddAsync(Rate given, Service service)
    {
        var rating = Make(given, service);
        db.Add(rating);
        if (TraceOf(given, rating) is { } trace)
        {
            db.Add(trace);
        }

        return (rating, await rectifications.OpenAsync(rating, service));
    }

    private Rating Make(Rate given, Service service) => new(service, given.Number, given.Opinion, given.Channel, given.Contact, clock.Now, given.By, given.WrittenDown);

    private static RatingTrace? TraceOf(Rate given, Rating rating) => given.From is { } from ? new RatingTrace(rating, from) : null;

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
