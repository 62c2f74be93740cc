using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Cases;

/// <summary>
/// What of a case may be rated: a promised matter (承诺件) twice, its acceptance and its result; an immediate one (即办件)
/// once. What was done while the person stood at a window with a ticket is the service of that window (一次一评) and is
/// not recorded a second time.
/// </summary>
public sealed class RatableMoments(TongbanDb db)
{
    public async Task AcceptedAsync(Case of, CaseMoment at)
    {
        if (of.BundleId is null && !await IsImmediateAsync(of) && !await IsAtWindowAsync(of))
        {
            Add(of, ServiceMoment.Accepted, at);
        }
    }

    public async Task ClosedAsync(Case of, CaseMoment at)
    {
        // A one-thing is rated as a whole, not eight times.
        if (of.BundleId is null && (of.LegId is null || !await IsImmediateAsync(of)))
        {
            Add(of, ServiceMoment.Closed, at);
        }
    }

    private void Add(Case of, ServiceMoment moment, CaseMoment at) =>
        db.Add(new Service(of.CentreId, of.Id, of.ItemId, of.SiteId, Codes.Token(), at.Now, at.By, moment));

    private async Task<bool> IsImmediateAsync(Case of) =>
        (await db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == of.ItemVersionId)).Content.IsImmediate;

    // The service of a leg is recorded when the window finishes it.
    private Task<bool> IsAtWindowAsync(Case of) =>
        db.Set<Leg>().AnyAsync(leg => leg.Id == of.LegId && leg.Status == LegStatus.Serving);
}
