using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Ratings.Province;
using Tongban.Shared.Data;

namespace Tongban.Partners.Exchange;

/// <summary>Takes fetched ratings one by one: each stands or is refused by itself, and each only once.</summary>
public sealed class ProvinceRatings(TongbanDb db, HallClock clock, ProvinceTaking taking)
{
    private const string Before = "province";
    private const string Malformed = "exchange.malformed";

    /// <summary>Whether it became a rating; one that was read before does nothing.</summary>
    public async Task<bool> TakeAsync(PartnerClient from, JsonElement given, GatedTransaction transaction, CancellationToken stop)
    {
        var number = NumberOf(given);
        if (number is null || await db.Set<ProvinceRating>().AnyAsync(one => one.ClientId == from.Id && one.Number == number, stop))
        {
            return false;
        }

        var row = new ProvinceRating(from, number, Text(given, "projectNo") ?? "", clock.Now);
        await TryAsync(row, from, given, transaction, stop);
        db.Add(row);
        await db.SaveChangesAsync(stop);
        db.ChangeTracker.Clear();
        return row.RatingId is not null;
    }

    /// <summary>Somebody has looked: what was refused is tried once more; how many became ratings.</summary>
    /// <remarks>Refusal: <c>partner.nothing-again</c>.</remarks>
    public async Task<int> AgainAsync(Guid clientId, CancellationToken stop)
    {
        var from = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(client => client.Id == clientId, stop);
        var ids = await db.Set<ProvinceRating>().Where(one => one.ClientId == clientId && one.RatingId == null).OrderBy(one => one.ReadAt).ThenBy(one => one.Id).Select(one => one.Id).ToListAsync(stop);
        Refusal.Unless(ids.Count > 0, "partner.nothing-again");
        var taken = 0;
        foreach (var id in ids)
        {
            var row = await db.Set<ProvinceRating>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
            await TryAsync(row, from, JsonDocument.Parse(row.Payload).RootElement, db.Open!, stop);
            db.Update(row);
            await db.SaveChangesAsync(stop);
            db.ChangeTracker.Clear();
            taken += row.RatingId is not null ? 1 : 0;
        }

        return taken;
    }

    private async Task TryAsync(ProvinceRating row, PartnerClient from, JsonElement given, GatedTransaction transaction, CancellationToken stop)
    {
        var mark = await transaction.MarkAsync(Before, stop);
        try
        {
            var read = given.Deserialize<PlatformRating>(JsonSerializerOptions.Web) ?? throw new Refusal(Malformed);
            row.Take((await taking.TakeAsync(read, Actor.Partner(from.Id), stop)).Id);
        }
        catch (Exception refused) when (refused is Refusal or JsonException)
        {
            await transaction.BackToAsync(mark);
            db.ChangeTracker.Clear();
            var raw = given.GetRawText();
            row.Refuse(raw.Length > ProvinceRating.MaxPayload ? Malformed : (refused as Refusal)?.Code ?? Malformed, raw.Length > ProvinceRating.MaxPayload ? "{}" : raw);
        }
    }

    private static string? NumberOf(JsonElement given) => Text(given, "id") is { Length: > 0 and <= ProvinceRating.MaxNumber } number ? number : null;

    private static string? Text(JsonElement given, string name) =>
        given.ValueKind == JsonValueKind.Object && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
