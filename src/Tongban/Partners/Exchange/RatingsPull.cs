using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Partners.Webhooks;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Sm;

namespace Tongban.Partners.Exchange;

/// <summary>What the province answers: ratings in its order, and how far that is.</summary>
/// <param name="Id">Of our question: an answer to another one is none.</param>
/// <param name="Time">When it was signed.</param>
/// <param name="Ratings">Each with the province's own number.</param>
/// <param name="Next">How far this is; the next question begins there.</param>
/// <param name="More">There are more at once.</param>
public sealed record PulledPage(string Id, DateTimeOffset Time, IReadOnlyList<JsonElement> Ratings, string Next, bool More);

/// <summary>
/// Fetches the ratings that were given on the province's pages. The question is signed with our SM2 key, the answer with the
/// province's and for this question; it is asked outside any transaction, and a page is taken whole with how far it goes, so
/// that a node that dies in between asks the same again and nothing counts twice.
/// </summary>
public sealed class RatingsPull(TongbanDb db, HallClock clock, TimeProvider time, PartnerSecrets secrets, WebhookClient sender, ProvinceRatings ratings)
{
    public const int AtOnce = 100;
    private const int MostPages = 50;
    private const int MaxCursor = 200;

    /// <summary>Until there is nothing more; how many were taken.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        var clients = await db.Set<PartnerClient>().AsNoTracking().Where(client => client.SwitchedOffAt == null && client.RatingsAddress != null).Select(client => client.Id).ToListAsync(stop);
        var taken = 0;
        foreach (var client in clients)
        {
            var more = true;
            for (var page = 0; more && page < MostPages; page++)
            {
                (more, var some) = await PageAsync(client, stop);
                taken += some;
            }
        }

        return taken;
    }

    private async Task<(bool More, int Taken)> PageAsync(Guid clientId, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var client = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(one => one.Id == clientId, stop);
        var (page, answer) = await AskAsync(client, stop);
        await using var transaction = await db.BeginAsync(stop);
        await db.LockAsync<PartnerClient>([clientId], stop);
        var now = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(one => one.Id == clientId, stop);
        if (now.RatingsCursor != client.RatingsCursor || now.RatingsAddress != client.RatingsAddress)
        {
            // Another node has read the same page meanwhile.
            return (false, 0);
        }

        var taken = 0;
        foreach (var one in page?.Ratings ?? [])
        {
            taken += await ratings.TakeAsync(now, one, transaction, stop) ? 1 : 0;
        }

        var held = await db.Set<PartnerClient>().SingleAsync(one => one.Id == clientId, stop);
        held.Pulled(page?.Next, page?.Ratings.Count ?? 0, answer, clock.Now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return (page is { More: true } && page.Next != client.RatingsCursor, taken);
    }

    private async Task<(PulledPage? Page, string Answer)> AskAsync(PartnerClient client, CancellationToken stop)
    {
        if (client.TheirKey is not { } key)
        {
            return (null, "no-key");
        }

        var id = Guid.CreateVersion7().ToString("N");
        var area = await db.Set<Centre>().Select(centre => centre.Code).FirstOrDefaultAsync(stop);
        var question = JsonSerializer.Serialize(new { id, time = time.GetUtcNow(), areaCode = area, after = client.RatingsCursor, limit = AtOnce }, JsonSerializerOptions.Web);
        var signed = JsonSerializer.Serialize(SignedExchange.Of(question, secrets.Open(client.SigningCipher)), JsonSerializerOptions.Web);
        var tried = await sender.AskAsync(client.RatingsAddress!, signed, stop);
        return !tried.IsTaken ? (null, tried.Answer) : Read(tried.Body, id, Convert.FromHexString(key)) is { } page ? (page, "") : (null, "signature");
    }

    private PulledPage? Read(string body, string id, byte[] key)
    {
        try
        {
            var signed = JsonSerializer.Deserialize<SignedExchange>(body, JsonSerializerOptions.Web);
            if (signed is not { Payload: not null, Signature: not null } || !signed.IsFrom(key))
            {
                return null;
            }

            var page = JsonSerializer.Deserialize<PulledPage>(signed.Payload, JsonSerializerOptions.Web);
            return page is { Ratings: not null, Next: not null } && page.Next.Length <= MaxCursor && page.Ratings.Count <= AtOnce && page.Id == id && (time.GetUtcNow() - page.Time).Duration() <= Receiving.Freshness ? page : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Fetches every minute.</summary>
public sealed class RatingsPullWork(IServiceScopeFactory scopes, ILogger<RatingsPullWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(1))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<RatingsPull>().RunAsync(stop);
}
