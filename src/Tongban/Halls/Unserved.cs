using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;

namespace Tongban.Halls;

/// <summary>A number that is not done: for which matter, since when, and how far it came.</summary>
public sealed record Unserved(Visit Visit, Leg Leg, MatterGroup Group);

/// <summary>
/// Who is left at the end of the day, so that each is served late or given a place of the staff's on another day:
/// nobody is forgotten because a key was pressed.
/// </summary>
public sealed class UnservedVisits(TongbanDb db, HallClock clock)
{
    /// <summary>Those still in the hall; after <paramref name="closedAt"/>, those whom the end of the day left undone.</summary>
    public async Task<IReadOnlyList<Unserved>> OfAsync(Guid siteId, DateTime? closedAt, CancellationToken stop = default)
    {
        var today = db.Set<Visit>().AsNoTracking().Where(visit => visit.SiteId == siteId && visit.On == clock.Today);
        var left = closedAt is null ? today.Where(visit => visit.Status == VisitStatus.InHall) : today.Where(visit => visit.EndedAt == closedAt);
        var visits = await left.OrderBy(visit => visit.ArrivedAt).ToListAsync(stop);
        var groups = await db.Set<MatterGroup>().AsNoTracking().ToDictionaryAsync(group => group.Id, stop);
        return [.. visits.Select(visit => (visit, leg: LegOf(visit, closedAt))).Where(row => row.leg is not null).Select(row => new Unserved(row.visit, row.leg!, groups[row.leg!.GroupId]))];
    }

    private static Leg? LegOf(Visit visit, DateTime? closedAt) => closedAt is null
        ? visit.Current ?? visit.Following
        : visit.Legs.Where(leg => leg.Status == LegStatus.NotFinished && leg.EndedAt == closedAt).MinBy(leg => leg.Seq);
}
