using Microsoft.EntityFrameworkCore;
using Tongban.Partners.Webhooks;

namespace Tongban.Partners.Exchange;

/// <summary>What was to be told, and what came of it (对账).</summary>
/// <param name="Made">Events in all.</param>
/// <param name="Sent">Of them sent at least once.</param>
/// <param name="Received">Of them received.</param>
/// <param name="Refused">Of them read and refused.</param>
/// <param name="Waiting">Of them still to be sent, or to be sent again.</param>
/// <param name="Stuck">Of them given up until somebody looks.</param>
public sealed record DeliveryCounts(int Made, int Sent, int Received, int Refused, int Waiting, int Stuck);

/// <summary>Counts what one client was told between two instants. Made is what was received, refused, waits and is stuck: nothing is lost.</summary>
public sealed class Reconciliation(TongbanDb db)
{
    public async Task<DeliveryCounts> OfAsync(Guid clientId, DateTime from, DateTime until, CancellationToken stop)
    {
        var rows = await db.Set<PartnerEvent>().Where(one => one.ClientId == clientId && one.MadeAt >= from && one.MadeAt < until)
            .GroupBy(one => new { one.Status, IsTried = one.LastTryAt != null }).Select(group => new { group.Key.Status, group.Key.IsTried, Count = group.Count() }).ToListAsync(stop);
        int Of(PartnerEventStatus status) => rows.Where(row => row.Status == status).Sum(row => row.Count);
        return new(
            rows.Sum(row => row.Count), rows.Where(row => row.IsTried).Sum(row => row.Count),
            Of(PartnerEventStatus.Delivered), Of(PartnerEventStatus.Refused), Of(PartnerEventStatus.Waiting), Of(PartnerEventStatus.Stuck));
    }
}
