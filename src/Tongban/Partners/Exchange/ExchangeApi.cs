using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Access;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Api;
using Tongban.Shared.Sm;

namespace Tongban.Partners.Exchange;

/// <summary>The province fetches what it was not sent, says what it has, and counts it against what we say that we sent.</summary>
public static class ExchangeApi
{
    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        var exchange = new NeedsPartnerAttribute(PartnerScopes.Exchange);
        var api = app.MapApi("Partners");
        api.MapGet("/partner/exchange/records", ListAsync).WithName("listExchangeRecords").RequireAuthorization(exchange).Refuses("api.limit");
        api.MapPost("/partner/exchange/receipts", ReceiveAsync).WithName("sendExchangeReceipts").RequireAuthorization(exchange)
            .Refuses("exchange.no-key", "exchange.signature", "exchange.malformed", "exchange.stale", "exchange.replayed");
        api.MapGet("/partner/exchange/counts", CountAsync).WithName("countExchange").RequireAuthorization(exchange).Refuses("partner.days");
    }

    /// <summary>Records for which there is no receipt yet, the oldest first, each signed with SM2 as it would be sent.</summary>
    /// <remarks>For who has no address, or was away. A record is here until its receipt is, so read, keep, send receipts, read on.</remarks>
    /// <param name="db">The database.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="messages">Makes and signs them.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="limit">How many; 20 unless told, 100 at most.</param>
    public static async Task<Ok<IReadOnlyList<SignedExchange>>> ListAsync(TongbanDb db, CurrentPartner partner, WebhookMessages messages, CancellationToken stop, int? limit = null)
    {
        var count = Paging.CountOf(limit);
        var rows = await db.Set<PartnerEvent>().AsNoTracking()
            .Where(one => one.ClientId == partner.Client.Id && (one.Status == PartnerEventStatus.Waiting || one.Status == PartnerEventStatus.Stuck))
            .OrderBy(one => one.MadeAt).ThenBy(one => one.Position).Take(count).ToListAsync(stop);
        var signed = new List<SignedExchange>();
        foreach (var row in rows)
        {
            // One that cannot be made into a record (a channel whose code was taken out of the table) holds up no others.
            try
            {
                signed.Add(await messages.RecordOfAsync(row, partner.Client, stop));
            }
            catch (Refusal)
            {
                continue;
            }
        }

        return TypedResults.Ok<IReadOnlyList<SignedExchange>>(signed);
    }

    /// <summary>Takes the province's receipts, signed with its SM2 key over exactly these bytes.</summary>
    /// <remarks>
    /// `payload` is JSON: `{ "id": "its own number", "time": "2026-11-24T09:30:00+08:00", "receipts": [ { "id": "msg_…", "accepted": true, "receipt": "…" }, { "id": "msg_…", "accepted": false, "code": "…" } ] }`.
    /// Not older than five minutes, each number once, 500 receipts at most.
    /// </remarks>
    /// <param name="sent">The signed message.</param>
    /// <param name="receiving">Reads it.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<ReceiptsRead>> ReceiveAsync(SignedExchange sent, Receiving receiving, CancellationToken stop) => TypedResults.Ok(await receiving.ReadAsync(sent, stop));

    /// <summary>How many records of these days were made, sent, received, refused and wait (对账).</summary>
    /// <param name="reconciliation">Counts.</param>
    /// <param name="partner">Who calls.</param>
    /// <param name="from">The first day.</param>
    /// <param name="through">The last day; a year at most after the first.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<Ok<DeliveryCounts>> CountAsync(Reconciliation reconciliation, CurrentPartner partner, DateOnly from, DateOnly through, CancellationToken stop)
    {
        return TypedResults.Ok(await reconciliation.OfAsync(partner.Client.Id, from, through, stop));
    }
}
