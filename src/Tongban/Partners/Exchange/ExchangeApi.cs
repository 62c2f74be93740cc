using Microsoft.AspNetCore.Http.HttpResults;
using Tongban.Kernel;
using Tongban.Partners.Access;
using Tongban.Shared.Api;

namespace Tongban.Partners.Exchange;

/// <summary>The province counts what it was sent against what we say that we sent.</summary>
public static class ExchangeApi
{
    public static void MapExchange(this IEndpointRouteBuilder app) =>
        app.MapApi("Partners").MapGet("/partner/exchange/counts", CountAsync).WithName("countExchange").RequireAuthorization(new NeedsPartnerAttribute(PartnerScopes.Exchange)).Refuses("partner.days");

    /// <summary>How many records of these days were made, sent, received, refused and wait (对账).</summary>
    /// <param name="reconciliation">Counts.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="clock">The hall's clock.</param>
    /// <param name="from">The first day.</param>
    /// <param name="through">The last day; a year at most after the first.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<DeliveryCounts>> CountAsync(Reconciliation reconciliation, CurrentPartner partner, HallClock clock, DateOnly from, DateOnly through, CancellationToken stop)
    {
        Refusal.Unless(from <= through && through.DayNumber - from.DayNumber <= 366 && through < DateOnly.MaxValue, "partner.days");
        return TypedResults.Ok(await reconciliation.OfAsync(partner.Client.Id, clock.At(from, TimeOnly.MinValue), clock.At(through.AddDays(1), TimeOnly.MinValue), stop));
    }
}
