using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Access;
using Tongban.Partners.Webhooks;
using Tongban.Shared.Sm;

namespace Tongban.Partners.Exchange;

/// <summary>What the province says of records that it has: signed, numbered, and not older than five minutes.</summary>
/// <param name="Id">The message's own number.</param>
/// <param name="Time">When it was signed, with an offset.</param>
/// <param name="Receipts">One for each record.</param>
public sealed record ReceiptList(string Id, DateTimeOffset Time, IReadOnlyList<RecordReceipt> Receipts);

/// <summary>The receipt of a record.</summary>
/// <param name="Id">The record: <c>msg_…</c>.</param>
/// <param name="Accepted">Whether it was taken.</param>
/// <param name="Receipt">Its number, where it was.</param>
/// <param name="Code">Why not, where it was not.</param>
public sealed record RecordReceipt(string Id, bool Accepted, string? Receipt = null, string? Code = null);

/// <summary>What came of receipts.</summary>
/// <param name="Recorded">How many records have ended with them.</param>
/// <param name="Unknown">Records that are not there, or had ended before.</param>
public sealed record ReceiptsRead(int Recorded, IReadOnlyList<string> Unknown);

/// <summary>Records receipts of the province, inside the caller's transaction. The signature is checked over the bytes as they came, before they are read.</summary>
public sealed class Receiving(TongbanDb db, CurrentPartner partner, HallClock clock, TimeProvider time)
{
    public const int Most = 500;

    /// <summary>How far the sender's clock may be from ours, and how long a message is worth anything.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <remarks>Refusals: <c>exchange.no-key</c>, <c>exchange.signature</c>, <c>exchange.malformed</c>, <c>exchange.stale</c>, <c>exchange.replayed</c>.</remarks>
    public async Task<ReceiptsRead> ReadAsync(SignedExchange sent, CancellationToken stop)
    {
        var key = partner.Client.TheirKey ?? throw new Refusal("exchange.no-key");
        Refusal.Unless(sent is { Payload: not null, Signature: not null } && sent.IsFrom(Convert.FromHexString(key)), "exchange.signature");
        var list = Parse(sent.Payload!);
        Refusal.Unless((time.GetUtcNow() - list.Time).Duration() <= Freshness, "exchange.stale");
        db.Add(new ExchangeMessage(partner.Client, list.Id, clock.Now));
        await db.SaveChangesAsync(stop);
        return await RecordAsync(list.Receipts, stop);
    }

    private static ReceiptList Parse(string payload)
    {
        try
        {
            var list = JsonSerializer.Deserialize<ReceiptList>(payload, Json);
            Refusal.Unless(list is { Id.Length: > 0 and <= ExchangeMessage.MaxNumber, Receipts.Count: > 0 and <= Most } && list.Receipts.All(one => one?.Id is not null), "exchange.malformed", Most);
            return list!;
        }
        catch (JsonException)
        {
            throw new Refusal("exchange.malformed", Most);
        }
    }

    private async Task<ReceiptsRead> RecordAsync(IReadOnlyList<RecordReceipt> receipts, CancellationToken stop)
    {
        var unknown = new List<string>();
        foreach (var receipt in receipts)
        {
            if (!await IsRecordedAsync(receipt, stop))
            {
                unknown.Add(receipt.Id);
            }
        }

        return new(receipts.Count - unknown.Count, unknown);
    }

    private async Task<bool> IsRecordedAsync(RecordReceipt receipt, CancellationToken stop)
    {
        if (PartnerEvent.IdOf(receipt.Id) is not { } id)
        {
            return false;
        }

        var (status, text, now) = (receipt.Accepted ? PartnerEventStatus.Delivered : PartnerEventStatus.Refused, Receipt.Cut(receipt.Accepted ? receipt.Receipt : receipt.Code), clock.Now);
        return await db.Set<PartnerEvent>()
            .Where(row => row.Id == id && row.ClientId == partner.Client.Id && (row.Status == PartnerEventStatus.Waiting || row.Status == PartnerEventStatus.Stuck))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status).SetProperty(row => row.EndedAt, now).SetProperty(row => row.Receipt, text).SetProperty(row => row.LastTryAt, row => row.LastTryAt ?? now), stop) == 1;
    }
}
