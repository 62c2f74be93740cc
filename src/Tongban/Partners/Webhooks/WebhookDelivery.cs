using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Partners.Webhooks;

/// <summary>
/// Sends what partners are to be told. An event is claimed by one guarded statement before it is sent, so that two nodes do
/// not send it at once; a node that dies with a claim leaves it to be sent again, with the same id. Partners are served side
/// by side, and each one's things in their order.
/// </summary>
public sealed class WebhookDelivery(TongbanDb db, IServiceScopeFactory scopes)
{
    /// <summary>One round over all partners; answers how many events arrived.</summary>
    /// <param name="most">For each partner.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<int> RunAsync(int most, CancellationToken stop)
    {
        var clients = await db.Set<PartnerClient>().AsNoTracking().Where(client => client.SwitchedOffAt == null && client.Address != null).Select(client => client.Id).ToListAsync(stop);
        var arrived = await Task.WhenAll(clients.Select(client => scopes.InCentreAsync(db.CentreId, services => services.GetRequiredService<WebhookSending>().RunAsync(client, most, stop))));
        return arrived.Sum();
    }
}

/// <summary>Sends what waits for one partner.</summary>
public sealed class WebhookSending(TongbanDb db, HallClock clock, WebhookMessages messages, WebhookClient sender, ILogger<WebhookSending> log)
{
    // Longer than any try takes.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    // Nobody is there: what else waits is not tried one by one meanwhile.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(Guid clientId, int most, CancellationToken stop)
    {
        var arrived = 0;
        for (var left = most; left > 0 && await NextAsync(clientId, stop) is { } next; left--)
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

    private Task<PartnerEvent?> NextAsync(Guid clientId, CancellationToken stop)
    {
        var now = clock.Now;
        return db.Set<PartnerEvent>().AsNoTracking()
            .Where(one => one.ClientId == clientId && one.Status == PartnerEventStatus.Waiting && one.NextTryAt <= now)
            .Where(one => !db.Set<PartnerEvent>().Any(before => before.ClientId == one.ClientId && before.SubjectId == one.SubjectId && before.Position < one.Position
                && before.Status != PartnerEventStatus.Delivered && before.Status != PartnerEventStatus.Refused))
            .OrderBy(one => one.NextTryAt).ThenBy(one => one.Position).FirstOrDefaultAsync(stop);
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
        if (to is not { IsOn: true, Address: { } address })
        {
            return new Tried(false, "", "", IsDown: true, null);
        }

        var message = await messages.OfAsync(one, to, stop);
        var tried = await sender.SendAsync(address, message.Body, message.Headers, stop);
        await (tried.IsTaken ? ArrivedAsync(one, to, tried, stop) : LaterAsync(one, tried, stop));
        return tried;
    }

    private Task ArrivedAsync(PartnerEvent one, PartnerClient to, Tried tried, CancellationToken stop)
    {
        var receipt = to.Kind == PartnerKind.Province ? Exchange.Receipt.Read(tried.Body) : null;
        var (status, text, now) = (receipt?.IsAccepted == false ? PartnerEventStatus.Refused : PartnerEventStatus.Delivered, receipt?.Text ?? "", clock.Now);
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
        if (tried.IsDown)
        {
            var pause = next - now < LongestPause ? next : now + LongestPause;
            await OneAsync(
                db.Set<PartnerEvent>().Where(row => row.ClientId == one.ClientId && row.Status == PartnerEventStatus.Waiting && row.NextTryAt < pause),
                rows => rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, pause), stop),
                stop);
        }
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

/// <summary>Runs the delivery every second.</summary>
public sealed class WebhookTimer(IServiceScopeFactory scopes, ILogger<WebhookTimer> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(1))
{
    private const int Batch = 50;

    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<WebhookDelivery>().RunAsync(Batch, stop);
}
