using Microsoft.EntityFrameworkCore;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Notices;

/// <summary>
/// Sends what lies in the outbox. A message is claimed by one guarded statement before it is sent, so that two nodes
/// do not send it twice; a node that dies with a claim leaves it to be tried again.
/// </summary>
public sealed class Delivery(TongbanDb db, Outbox outbox, Senders senders, TimeProvider time, ILogger<Delivery> log)
{
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>One round; answers how many were sent.</summary>
    public async Task<int> RunAsync(int most, CancellationToken stop)
    {
        var now = Outbox.MachineNow(time);
        var due = await db.Set<Message>().AsNoTracking().Where(m => m.Status == MessageStatus.Waiting && m.NextTryAt <= now).OrderBy(m => m.NextTryAt).Take(most).ToListAsync(stop);
        var sent = 0;
        foreach (var message in due)
        {
            sent += await IsClaimedAsync(message, now, stop) && await SendAsync(message, now, stop) ? 1 : 0;
        }

        return sent;
    }

    private async Task<bool> IsClaimedAsync(Message message, DateTime now, CancellationToken stop) => await OneAsync(
        db.Set<Message>().Where(m => m.Id == message.Id && m.Status == MessageStatus.Waiting && m.NextTryAt == message.NextTryAt),
        rows => rows.ExecuteUpdateAsync(set => set.SetProperty(m => m.NextTryAt, now + Claim).SetProperty(m => m.Tries, m => m.Tries + 1), stop),
        stop) == 1;

    private async Task<bool> SendAsync(Message message, DateTime now, CancellationToken stop)
    {
        if (now > message.UsefulUntilAt || message.Tries >= Message.MostTries || senders.For(message.Channel) is not { } sender)
        {
            log.LogWarning("The message {Id} was given up after {Tries} tries", message.Id, message.Tries);
            await EndAsync(message, MessageStatus.GivenUp, now, stop);
            return false;
        }

        return await TryAsync(message, sender, now, stop);
    }

    private async Task<bool> TryAsync(Message message, ISender sender, DateTime now, CancellationToken stop)
    {
        try
        {
            var (address, subject, text) = outbox.Open(message);
            await sender.SendAsync(message.Id, address, subject, text, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            // Only the kind of failure: what a gateway says back may name the person.
            log.LogWarning("The message {Id} could not be sent ({Failure}); it is tried again", message.Id, failure.GetType().Name);
            await LaterAsync(message, now, stop);
            return false;
        }

        await EndAsync(message, MessageStatus.Sent, now, stop);
        return true;
    }

    private Task<int> LaterAsync(Message message, DateTime now, CancellationToken stop)
    {
        var next = now.AddSeconds(15 * Math.Pow(2, message.Tries));
        return OneAsync(db.Set<Message>().Where(m => m.Id == message.Id), rows => rows.ExecuteUpdateAsync(set => set.SetProperty(m => m.NextTryAt, next), stop), stop);
    }

    private Task<int> EndAsync(Message message, MessageStatus status, DateTime now, CancellationToken stop)
    {
        DateTime? sentAt = status == MessageStatus.Sent ? now : null;
        return OneAsync(
            db.Set<Message>().Where(m => m.Id == message.Id),
            rows => rows.ExecuteUpdateAsync(set => set.SetProperty(m => m.Status, status).SetProperty(m => m.SentAt, sentAt).SetProperty(m => m.AddressCipher, "").SetProperty(m => m.TextCipher, ""), stop),
            stop);
    }

    private async Task<int> OneAsync(IQueryable<Message> rows, Func<IQueryable<Message>, Task<int>> statement, CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var changed = await statement(rows);
        await transaction.CommitAsync(stop);
        return changed;
    }
}

/// <summary>Runs the delivery every second.</summary>
public sealed class DeliveryTimer(IServiceScopeFactory scopes, ILogger<DeliveryTimer> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(1))
{
    private const int Batch = 50;

    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<Delivery>().RunAsync(Batch, stop);
}
