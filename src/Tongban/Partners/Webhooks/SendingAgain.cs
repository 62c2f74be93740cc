using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Partners.Webhooks;

/// <summary>Somebody has looked: what is stuck or was refused is sent again, from the first, inside the caller's transaction.</summary>
public sealed class SendingAgain(TongbanDb db, HallClock clock)
{
    // A try that is under way is not begun a second time beside itself.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <param name="clientId">The partner.</param>
    /// <param name="eventId">One event; null: all that are stuck, and what waits does so no longer.</param>
    /// <param name="by">Who has looked; a partner that was given up is told again.</param>
    /// <param name="stop">Stops it.</param>
    /// <remarks>Refusals: <c>partner.nothing-again</c>, <c>partner.is-off</c>.</remarks>
    public async Task AgainAsync(Guid clientId, Guid? eventId, Actor by, CancellationToken stop = default)
    {
        var now = clock.Now;
        var client = await db.Set<PartnerClient>().SingleOrDefaultAsync(one => one.Id == clientId, stop) ?? throw new Refusal("partner.unknown");
        var wasStopped = client.StoppedAt is not null;
        client.Resume(now, by);
        await db.SaveChangesAsync(stop);
        var ended = now - WebhookClient.Patience - Grace;
        var rows = db.Set<PartnerEvent>().Where(row => row.ClientId == clientId);
        rows = eventId is { } id ? rows.Where(row => row.Id == id && (row.Status == PartnerEventStatus.Stuck || row.Status == PartnerEventStatus.Refused))
            : rows.Where(row => row.Status == PartnerEventStatus.Stuck || (row.Status == PartnerEventStatus.Waiting && row.NextTryAt > now && (row.LastTryAt == null || row.LastTryAt < ended)));
        var changed = await rows.ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, PartnerEventStatus.Waiting).SetProperty(row => row.NextTryAt, now).SetProperty(row => row.Tries, 0).SetProperty(row => row.EndedAt, (DateTime?)null), stop);
        Refusal.Unless(changed > 0 || wasStopped, "partner.nothing-again");
    }
}
