using Microsoft.EntityFrameworkCore;
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
        var clients = await db.Set<PartnerClient>().AsNoTracking().Where(client => client.SwitchedOffAt == null && client.StoppedAt == null && client.Address != null).Select(client => client.Id).ToListAsync(stop);
        var arrived = await Task.WhenAll(clients.Select(client => scopes.InCentreAsync(db.CentreId, services => services.GetRequiredService<WebhookSending>().RunAsync(client, most, stop))));
        return arrived.Sum();
    }
}

/// <summary>Runs the delivery every second.</summary>
public sealed class WebhookTimer(IServiceScopeFactory scopes, ILogger<WebhookTimer> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(1))
{
    private const int Batch = 50;

    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<WebhookDelivery>().RunAsync(Batch, stop);
}
