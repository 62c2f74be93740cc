using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Windows;

namespace Tongban.Queue.Ordering;

/// <summary>Today's lines as the database has them, put in order by <see cref="CallingOrder"/>.</summary>
public sealed class Lines(TongbanDb db, HallClock clock)
{
    // Somebody may cancel in the moment of being called, then the next is tried; so many do not.
    private const int Enough = 20;

    /// <summary>Whom this window may call, first to be called first.</summary>
    public async Task<IReadOnlyList<Position>> OfWindowAsync(Window window, CancellationToken stop = default) =>
        await OrderAsync(window, await Waiting(OfGroups(window)).ToListAsync(stop), stop);

    /// <summary>The head of that line, enough to call from: everybody with a reason to be first, and of the others the first few.</summary>
    public async Task<IReadOnlyList<Position>> HeadAsync(Window window, CancellationToken stop = default)
    {
        var ordinary = OfGroups(window).Where(row => row.Visit.DueAt == null && row.Visit.Precedence == Precedence.None && row.Leg.ReturnedAt == null && row.Leg.TransferredAt == null);
        var others = OfGroups(window).Where(row => row.Visit.DueAt != null || row.Visit.Precedence != Precedence.None || row.Leg.ReturnedAt != null || row.Leg.TransferredAt != null);
        var first = ordinary.OrderBy(row => row.Leg.WaitingSinceAt).ThenBy(row => row.Visit.Number.Length).ThenBy(row => row.Visit.Number).Take(Enough);
        return await OrderAsync(window, [.. await Waiting(others).ToListAsync(stop), .. await Waiting(first).ToListAsync(stop)], stop);
    }

    /// <summary>The line of every group of the site.</summary>
    public async Task<ILookup<Guid, Position>> OfSiteAsync(Guid siteId, CancellationToken stop = default)
    {
        var waiting = await Waiting(Rows(siteId)).ToListAsync(stop);
        return waiting.GroupBy(who => who.GroupId)
            .SelectMany(group => CallingOrder.Line(group, clock.Now, longestHadTurn: false))
            .ToLookup(place => place.Who.GroupId);
    }

    /// <summary>Windows at which somebody receives; one that pauses is open too.</summary>
    public async Task<HashSet<Guid>> OpenWindowsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<WindowSession>().Where(session => session.SiteId == siteId && session.ClosedAt == null).Select(session => session.WindowId).ToHashSetAsync(stop);

    private async Task<IReadOnlyList<Position>> OrderAsync(Window window, List<Waiter> waiting, CancellationToken stop)
    {
        var open = await OpenWindowsAsync(window.SiteId, stop);
        var mine = waiting.Where(who => who.ForWindowId is not { } only || only == window.Id || !open.Contains(only));
        return CallingOrder.Line(mine, clock.Now, await LongestHadTurnAsync(window.SiteId, GroupsOf(window), stop));
    }

    private IQueryable<Row> OfGroups(Window window)
    {
        var groups = GroupsOf(window);
        return Rows(window.SiteId).Where(row => groups.Contains(row.Leg.GroupId));
    }

    private static List<Guid> GroupsOf(Window window) => [.. window.Groups.Select(group => group.GroupId)];

    private IQueryable<Row> Rows(Guid siteId) =>
        from leg in db.Set<Leg>()
        join visit in db.Set<Visit>() on leg.VisitId equals visit.Id
        where leg.SiteId == siteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting
        select new Row { Leg = leg, Visit = visit };

    private static IQueryable<Waiter> Waiting(IQueryable<Row> rows) => rows.Select(row =>
        new Waiter(row.Leg.Id, row.Visit.Number, row.Leg.GroupId, row.Visit.ArrivedAt, row.Leg.WaitingSinceAt, row.Visit.DueAt, row.Visit.Precedence, row.Leg.ReturnedAt, row.Leg.TransferredAt != null, row.Leg.ForWindowId));

    private async Task<bool> LongestHadTurnAsync(Guid siteId, List<Guid> groups, CancellationToken stop) =>
        await db.Set<Leg>()
            .Where(leg => leg.SiteId == siteId && leg.On == clock.Today && leg.CallSeq != null && groups.Contains(leg.GroupId) && leg.Calls == 1)
            .OrderByDescending(leg => leg.CallSeq)
            .Select(leg => leg.CalledFor)
            .FirstOrDefaultAsync(stop) == CallReason.WaitedLongest;

    private sealed class Row
    {
        public required Leg Leg { get; init; }

        public required Visit Visit { get; init; }
    }
}
