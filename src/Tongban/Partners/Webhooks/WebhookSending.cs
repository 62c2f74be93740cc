using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Partners.Exchange;
using Tongban.Shared.Data;

namespace Tongban.Partners.Webhooks;

/// <summary>Sends what waits for one partner.</summary>
public sealed class WebhookSending(TongbanDb db, HallClock clock, WebhookMessages messages, WebhookClient sender, ILogger<WebhookSending> log)
{
    // RFC 9110: gone for good. Standard Webhooks: then it wants nothing any more.
    private const string Gone = "410";

    private const string NotSigned = "signature";

    // Longer than any try takes.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    // A slow partner does not keep the others waiting for their next round.
    private static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(15);

    // Nobody is there: what else waits is not tried one by one meanwhile.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(Guid clientId, int most, CancellationToken stop)
    {
        var (arrived, until) = (0, clock.Now + LongestRound);
        for (var left = most; left > 0 && clock.Now < until && await NextAsync(clientId, stop) is { } next; left--)
        {
            if (!await IsClaimedAsync(next, stop))
            {
                continue;
            }

            var tried = await TryAsync(next, stop);
            arrived += tried.IsTaken ? 1 : 0;
            if (tried.IsDown)
            {
                break;
            }
        }

        return arrived;
    }

    // The oldest that is due: while nobody is there it keeps to its own times, and is the one that gives up first.
    private Task<PartnerEvent?> NextAsync(Guid clientId, CancellationToken stop)
    {
        var now = clock.Now;
        return db.Set<PartnerEvent>().AsNoTracking()
            .Where(one => one.ClientId == clientId && one.Status == PartnerEventStatus.Waiting && one.NextTryAt <= now)
            .Where(one => !db.Set<PartnerEvent>().Any(before => before.ClientId == one.ClientId && before.SubjectId == one.SubjectId && before.Position < one.Position
                && before.Status != PartnerEventStatus.Delivered && before.Status != PartnerEventStatus.Refused))
            .OrderBy(one => one.MadeAt).ThenBy(one => one.Id).FirstOrDefaultAsync(stop);
    }

    private async Task<bool> IsClaimedAsync(PartnerEvent one, CancellationToken stop)
    {
        var now = clock.Now;
        return await OneAsync(
            db.Set<PartnerEvent>().Where(row => row.Id == one.Id && row.Status == PartnerEventStatus.Waiting && row.NextTryAt == one.NextTryAt && row.Tries == one.Tries),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, now + Claim).SetProperty(row => row.Tries, row => row.Tries + 1).SetProperty(row => row.LastTryAt, now), stop),
            stop) == 1;
    }

    private async Task<Tried> TryAsync(PartnerEvent one, CancellationToken stop)
    {
        var to = await db.Set<PartnerClient>().AsNoTracking().SingleAsync(client => client.Id == one.ClientId, stop);
        if (to is not { IsOn: true, StoppedAt: null, Address: { } address })
        {
            return new Tried(false, "", "", IsDown: true, null);
        }

        var tried = await SendAsync(one, to, address, stop);
        var receipt = to.Kind == PartnerKind.Province && tried.IsTaken ? Receipt.Read(tried.Body, one.MessageId, to.TheirKey is { } key ? Convert.FromHexString(key) : null) : new Receipt(true, "");
        if (tried.IsTaken && receipt is null)
        {
            tried = tried with { IsTaken = false, Answer = NotSigned };
        }

        await (tried.IsTaken ? ArrivedAsync(one, receipt!, tried, stop) : LaterAsync(one, tried, stop));
        return tried;
    }

    // One that cannot be made into a message is tried as often as others, and holds up none.
    private async Task<Tried> SendAsync(PartnerEvent one, PartnerClient to, string address, CancellationToken stop)
    {
        try
        {
            var message = await messages.OfAsync(one, to, stop);
            return await sender.SendAsync(address, message.Body, message.Headers, stop);
        }
        catch (Exception failure) when (failure is InvalidOperationException or CryptographicException or Refusal)
        {
            log.LogError(failure, "The event {Id} cannot be made into a message", one.Id);
            return new Tried(false, "ours", "", IsDown: false, null);
        }
    }

    private Task ArrivedAsync(PartnerEvent one, Receipt receipt, Tried tried, CancellationToken stop)
    {
        var (status, text, now) = (receipt.IsAccepted ? PartnerEventStatus.Delivered : PartnerEventStatus.Refused, receipt.Text, clock.Now);
        return OneAsync(
            Mine(one),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status).SetProperty(row => row.EndedAt, now).SetProperty(row => row.LastAnswer, tried.Answer).SetProperty(row => row.Receipt, text), stop),
            stop);
    }

    private async Task LaterAsync(PartnerEvent one, Tried tried, CancellationToken stop)
    {
        var (now, tries) = (clock.Now, one.Tries + 1);
        var next = now + BackOff.After(tries, RandomNumberGenerator.GetInt32(1001) / 1000d, tried.Asked);
        var status = tries >= BackOff.MostTries ? PartnerEventStatus.Stuck : PartnerEventStatus.Waiting;
        log.LogWarning("The event {Id} was not taken ({Answer}) at try {Tries}", one.Id, tried.Answer, tries);
        await OneAsync(
            Mine(one), rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, status).SetProperty(row => row.NextTryAt, next).SetProperty(row => row.LastAnswer, tried.Answer), stop), stop);
        if (tried.Answer == Gone || (status == PartnerEventStatus.Stuck && await NothingArrivedSinceAsync(one, stop)))
        {
            await GiveUpAsync(one.ClientId, stop);
        }
        else if (tried.IsDown)
        {
            var pause = next - now < LongestPause ? next : now + LongestPause;
            await OneAsync(
                db.Set<PartnerEvent>().Where(row => row.ClientId == one.ClientId && row.Status == PartnerEventStatus.Waiting && row.NextTryAt < pause),
                rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, pause), stop),
                stop);
        }
    }

    // One event that the other side chokes on stops no others; where nothing has arrived for as long, nobody is there.
    private async Task<bool> NothingArrivedSinceAsync(PartnerEvent one, CancellationToken stop) =>
        !await db.Set<PartnerEvent>().AnyAsync(other => other.ClientId == one.ClientId && other.Status == PartnerEventStatus.Delivered && other.EndedAt >= one.MadeAt, stop);

    private async Task GiveUpAsync(Guid clientId, CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        await db.LockAsync<PartnerClient>([clientId], stop);
        (await db.Set<PartnerClient>().SingleAsync(client => client.Id == clientId, stop)).Stop(clock.Now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        db.ChangeTracker.Clear();
        log.LogError("The partner {Client} takes nothing any more; nothing is sent to it until somebody has looked", clientId);
    }

    // Still the try that was begun: a node that slept over its claim says nothing any more.
    private IQueryable<PartnerEvent> Mine(PartnerEvent one) =>
        db.Set<PartnerEvent>().Where(row => row.Id == one.Id && row.Status == PartnerEventStatus.Waiting && row.Tries == one.Tries + 1);

    private async Task<int> OneAsync(IQueryable<PartnerEvent> rows, Func<IQueryable<PartnerEvent>, Task<int>> statement, CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var changed = await statement(rows);
        await transaction.CommitAsync(stop);
        return changed;
    }
}
