using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Figures.Open;
using Tongban.Shared.Api;
using Tongban.Shared.Rush;
using Tongban.Shared.Words;

namespace Tongban.Ratings;

/// <summary>Rating a service (好差评), and what the public may read of it.</summary>
public static class RatingsApi
{
    public static void MapRatingsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Ratings");
        api.MapGet("/services/{token}", ShowAsync).WithName("showService").ForAnybody().MayBeMissing();
        api.MapPost("/services/{token}/ratings", RateAsync).WithName("rateService").ForAnybody().InGroup().Refuses(
            "rating.no-service", "rating.too-late", "rating.already-rated", "rating.unknown-level", "rating.unknown-tag", "rating.tag-of-another-level", "rating.reason-needed", "rating.text-too-long", "rating.phone-needed", "mobile.format");
        api.MapPost("/services/{token}/additional-ratings", AddAsync).WithName("addToRating").ForAnybody().InGroup().Refuses(
            "rating.no-service", "rating.nothing-to-add-to", "rating.already-added", "rating.too-late-to-add", "rating.unknown-level", "rating.unknown-tag", "rating.tag-of-another-level", "rating.reason-needed", "rating.text-too-long", "rating.phone-needed", "mobile.format");
        api.MapGet("/ratings/figures", FiguresAsync).WithName("showRatingFigures").ForAnybody().Refuses("rating.month-unreadable", "rating.month-not-published");
    }

    /// <summary>A service that may be rated, with the official tags of each level.</summary>
    /// <remarks>What was rated is never shown: the link may have gone through other hands.</remarks>
    /// <param name="token">The service's token, or a ticket's.</param>
    /// <param name="services">The services.</param>
    /// <param name="tags">The official tags.</param>
    public static async Task<Results<Ok<RatableService>, NotFound>> ShowAsync(string token, RatableServices services, EvaluationTags tags)
    {
        if (await services.FindAsync(token) is not { } service)
        {
            return TypedResults.NotFound();
        }

        var shown = await services.ShowAsync(service);
        var levels = Enum.GetValues<RatingLevel>().Select(level => new RatableLevel(level, level.Stars, level.IsBad, [.. tags.Of(level).Select(tag => new RatableTag(tag.Code, tag.Name))]));
        return TypedResults.Ok(new RatableService(
            shown.ItemZh is { } zh ? Named.In(zh, shown.ItemEn ?? "") : null, service.On, services.LastDayOf(service), services.IsOpen(service) && !await services.IsRatedAsync(service), await services.MayAddUntilAsync(service), tags.Version, [.. levels]));
    }

    /// <summary>Gives the first rating of a service; there is only one.</summary>
    /// <remarks>A bad level needs a tag or a text. Without a phone it is anonymous; those who were rated never see who rated.</remarks>
    /// <param name="token">The service's token, or a ticket's.</param>
    /// <param name="given">The rating.</param>
    /// <param name="ratings">Those who rate at this moment.</param>
    /// <param name="tags">The official tags.</param>
    /// <param name="people">Seals the phone.</param>
    /// <param name="origins">Marks where it came from.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Created<GivenRating>> RateAsync(string token, NewRating given, Group<Rate, Rated> ratings, EvaluationTags tags, PersonalData people, RatingOrigins origins, HttpContext http, CancellationToken stop) =>
        GiveAsync(token, Evaluation.First, given, ratings, tags, people, origins, http, stop);

    /// <summary>Adds one rating to the first (追加评价), within its window; the first stays as it was.</summary>
    /// <param name="token">The service's token.</param>
    /// <param name="given">The rating.</param>
    /// <param name="ratings">Those who rate at this moment.</param>
    /// <param name="tags">The official tags.</param>
    /// <param name="people">Seals the phone.</param>
    /// <param name="origins">Marks where it came from.</param>
    /// <param name="http">The request.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<Created<GivenRating>> AddAsync(string token, NewRating given, Group<Rate, Rated> ratings, EvaluationTags tags, PersonalData people, RatingOrigins origins, HttpContext http, CancellationToken stop) =>
        GiveAsync(token, Evaluation.Additional, given, ratings, tags, people, origins, http, stop);

    private static async Task<Created<GivenRating>> GiveAsync(string token, int number, NewRating given, Group<Rate, Rated> ratings, EvaluationTags tags, PersonalData people, RatingOrigins origins, HttpContext http, CancellationToken stop)
    {
        var opinion = new Opinion(RatingLevel.FromStars(given.Stars), [.. (given.Tags ?? []).OfType<string>().Distinct().Select(tags.Find)], given.Text, tags.Version);
        Refusal.Unless(!given.CallMe || !string.IsNullOrWhiteSpace(given.Phone), "rating.phone-needed");
        var contact = string.IsNullOrWhiteSpace(given.Phone) ? null : new RatingContact(people.Seal(Sealed.Phone, MobileNumber.Parse(given.Phone).Value), given.CallMe);
        // Guest, whoever is signed in: the journal must not say who rated.
        var rated = (await ratings.SendAsync(new Rate(token, opinion, RatingChannel.Mobile, contact, Actor.Guest, number, From: origins.Of(http)), stop)).OrRefuse();
        return TypedResults.Created((string?)null, new GivenRating(rated.Level, rated.Level.Stars, rated.MendingNumber));
    }

    /// <summary>How many first ratings of each level there are (评价结果公开).</summary>
    /// <remarks>
    /// Counts only, by whole months that are over and can be rated no more, as <c>/open/ratings</c> has them. What would tell of
    /// fewer than five is absent; so is a share with nothing to divide by, which is never 100 %.
    /// </remarks>
    /// <param name="from">Only services from this day's month on.</param>
    /// <param name="month">Only services of this month: <c>2026-10</c>.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<PublicFigures>> FiguresAsync(DateOnly? from, string? month, RatingCounts counts, CancellationToken stop) =>
        TypedResults.Ok(PublicFigures.Of(string.IsNullOrEmpty(month) ? await counts.PublicAsync(from, stop) : await counts.OfMonthAsync(PublishedMonth.Parse(month), stop)));
}

/// <summary>A service.</summary>
/// <param name="Item">What it was about; absent where nobody said.</param>
/// <param name="ServedOn">The day of the service.</param>
/// <param name="LastDay">The last day on which it may be rated.</param>
/// <param name="IsOpen">Whether it may be rated now.</param>
/// <param name="MayAddUntil">Until when one additional rating may follow the first; absent where none may.</param>
/// <param name="TagTable">The version of the official table of tags.</param>
/// <param name="Levels">The five levels.</param>
public sealed record RatableService(string? Item, DateOnly ServedOn, DateOnly LastDay, bool IsOpen, DateOnly? MayAddUntil, string TagTable, IReadOnlyList<RatableLevel> Levels);

/// <summary>A level.</summary>
/// <param name="Level">Its name.</param>
/// <param name="Stars">5 is 非常满意.</param>
/// <param name="NeedsReason">A tag or a text is needed.</param>
/// <param name="Tags">Its official tags.</param>
public sealed record RatableLevel(RatingLevel Level, int Stars, bool NeedsReason, IReadOnlyList<RatableTag> Tags);

/// <summary>An official tag (评价指标).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Name">Its words.</param>
public sealed record RatableTag(string Code, string Name);

/// <summary>A rating.</summary>
/// <param name="Stars">1 to 5; 5 is 非常满意.</param>
/// <param name="Tags">Codes of official tags of that level.</param>
/// <param name="Text">500 characters at most.</param>
/// <param name="Phone">For a named rating.</param>
/// <param name="CallMe">May be called back; needs the phone.</param>
public sealed record NewRating(int Stars, IReadOnlyList<string>? Tags = null, string Text = "", string? Phone = null, bool CallMe = false);

/// <summary>The rating that was given.</summary>
/// <param name="Level">Its level.</param>
/// <param name="Stars">5 is 非常满意.</param>
/// <param name="Rectification">The number under which a bad one is dealt with; absent for the others.</param>
public sealed record GivenRating(RatingLevel Level, int Stars, string? Rectification);

/// <summary>What the public may read.</summary>
/// <param name="From">Services from this day on; absent for all.</param>
/// <param name="Through">Services through this day, the last that is published.</param>
/// <param name="VerySatisfied">非常满意.</param>
/// <param name="Satisfied">满意.</param>
/// <param name="BasicallySatisfied">基本满意.</param>
/// <param name="Dissatisfied">不满意.</param>
/// <param name="VeryDissatisfied">非常不满意.</param>
/// <param name="Total">All of them.</param>
/// <param name="GoodShare">Share of the upper three levels, 0 to 1; absent without a rating, and where it would tell of a few.</param>
/// <param name="GoodShareAtLeast">Where the bad ones of a month are one to four: at least this; otherwise absent.</param>
public sealed record PublicFigures(
    DateOnly? From, DateOnly Through, long? VerySatisfied, long? Satisfied, long? BasicallySatisfied, long? Dissatisfied, long? VeryDissatisfied, long Total, double? GoodShare, double? GoodShareAtLeast)
{
    public static PublicFigures Of(PublicCounts counts) => new(
        counts.From, counts.Through, counts[RatingLevel.VerySatisfied], counts[RatingLevel.Satisfied], counts[RatingLevel.BasicallySatisfied], counts[RatingLevel.Dissatisfied], counts[RatingLevel.VeryDissatisfied],
        counts.Given, counts.Given == 0 ? null : (double?)counts.Good / counts.Given, counts.Given == 0 || counts.Good is not null ? null : (double?)counts.GoodAtLeast / counts.Given);
}
