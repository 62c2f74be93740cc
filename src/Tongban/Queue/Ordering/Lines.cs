using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Windows;

namespace Tongban.Queue.Ordering;

/// <summary>Today's lines as the database has them, put in order by <see cref="CallingOrder"/>.</summary>
public sealed class Lines(TongbanDb db, HallClock clock)
{
    /// <summary>Whom this window may call, first to be called first.</summary>
    public async Task<IReadOnlyList<Position>> OfWindowAsync(Window window, CancellationToken stop = default)
    {
        var groups = window.Groups.Select(group => group.GroupId).ToList();
        var open = await OpenWindowsAsync(window.SiteId, stop);
        var waiting = await Waiting(window.SiteId).ToListAsync(stop);
        var mine = waiting.Where(who => groups.Contains(who.GroupId) && (who.ForWindowId is not { } only || only == window.Id || !open.Contains(only)));
        return CallingOrder.Line(mine, clock.Now, await LongestHadTurnAsync(window.SiteId, groups, stop));
    }

    /// <summary>The line of every group of the site.</summary>
    public async Task<ILookup<Guid, Position>> OfSiteAsync(Guid siteId, CancellationToken stop = default)
    {
        var waiting = await Waiting(siteId).ToListAsync(stop);
        return waiting.GroupBy(who => who.GroupId)
            .SelectMany(group => CallingOrder.Line(group, clock.Now, longestHadTurn: false))
            .ToLookup(place => place.Who.GroupId);
    }

    /// <summary>Windows at which somebody receives; one that pauses is open too.</summary>
    public async Task<HashSet<Guid>> OpenWindowsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<WindowSession>().Where(session => session.SiteId == siteId && session.ClosedAt == null).Select(session => session.WindowId).ToHashSetAsync(stop);

    private IQueryable<Waiter> Waiting(Guid siteId) =>
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        where leg.SiteId == siteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting
        select new Waiter(leg.Id, visit.Number, leg.GroupId, visit.ArrivedAt, leg.WaitingSinceAt, visit.DueAt, visit.Precedence, leg.ReturnedAt, leg.TransferredAt != null, leg.ForWindowId);

    private async Task<bool> LongestHadTurnAsync(Guid siteId, List<Guid> groups, CancellationToken stop) =>
        await db.Set<Leg>()
            .Where(leg => leg.SiteId == siteId && leg.On == clock.Today && leg.CallSeq != null && groups.Contains(leg.GroupId) && leg.Calls == 1)
            .OrderByDescending(leg => leg.CallSeq)
            .Select(leg => leg.CalledFor)
            .FirstOrDefaultAsync(stop) == CallReason.WaitedLongest;
}
