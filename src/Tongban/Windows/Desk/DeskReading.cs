using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Forecast;
using Tongban.Queue.Ordering;

namespace Tongban.Windows.Desk;

/// <summary>Reads what the desk of a window shows.</summary>
public sealed class DeskReading(TongbanDb db, HallClock clock, Lines lines, SiteQueues queues, LearntTimes learnt, DeskItems deskItems, VisitorName name)
{
    private const int Shown = 8;
    private const int Recent = 4;
    private IReadOnlyDictionary<Guid, ItemVersion> items = new Dictionary<Guid, ItemVersion>();

    /// <param name="session">The clerk's.</param>
    /// <param name="stop">Stops it.</param>
    /// <param name="withTargets">Whether somebody may be sent on from what is shown: a hall has hundreds of windows, and three hundred desks ask.</param>
    public async Task<DeskNow> OfAsync(WindowSession session, CancellationToken stop, bool withTargets = false)
    {
        var site = await queues.OfAsync(session.SiteId);
        var window = site.Window(session.WindowId) ?? await db.Set<Window>().AsNoTracking().SingleAsync(w => w.Id == session.WindowId, stop);
        var counted = await lines.CountedAsync(window, site.WaitingAt(window), stop);
        var line = counted.Head.Places;
        var today = await TodayAsync(window, stop);
        var shown = await ShownAsync(line, stop);
        items = await deskItems.OfAsync(shown.Values.Concat(today.Select(row => row.Leg)), stop);
        var mine = await MineAsync(session, stop);
        return new DeskNow(
            session,
            window,
            site.Zones.FirstOrDefault(z => z.Id == window.ZoneId) ?? await db.Set<Zone>().AsNoTracking().SingleAsync(z => z.Id == window.ZoneId, stop),
            await VisitorAsync(today.FirstOrDefault(row => row.Leg.IsAtWindow && row.Leg.WindowId == window.Id).Leg, stop),
            [.. line.Where(place => shown.ContainsKey(place.Who.LegId)).Take(Shown).Select(place => new DeskLine(shown[place.Who.LegId], place.Who.Number, ItemOf(shown[place.Who.LegId]), place))],
            counted.Waiting,
            counted.Since is { } since ? (int)(clock.Now - since).TotalMinutes : 0,
            [.. today.Where(row => row.Leg.Status == LegStatus.Parked && row.Leg.WindowId == window.Id).OrderBy(row => row.Leg.ParkedAt).Select(Line)],
            [.. today.Where(row => row.Leg.MayReturnUntilAt >= clock.Now).OrderBy(row => row.Leg.MissedAt).Select(Line)],
            [.. today.Where(row => row.Leg.WindowId == window.Id).SelectMany(Events).OrderByDescending(e => e.At).Take(Recent)],
            mine.Count,
            TimeSpan.FromSeconds(mine.OfType<TimeSpan>().Select(took => took.TotalSeconds).DefaultIfEmpty(0).Average()),
            withTargets ? TargetsOf(site, window) : new DeskTargets([], []),
            clock.Now);
    }

    // The legs that the desk shows beside its line: whom the window holds or has put aside, whom it had last, and the missed
    // ones of its groups who may still come back.
    private async Task<List<(Leg Leg, string Number)>> TodayAsync(Window window, CancellationToken stop)
    {
        var (groups, earliest) = (window.Groups.Select(group => group.GroupId).ToList(), clock.Now - Leg.ReturnWithin);
        var own = db.Set<Leg>().AsNoTracking().Where(leg => leg.WindowId == window.Id && leg.On == clock.Today);
        var held = own.Where(leg => leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving || leg.Status == LegStatus.Parked);
        var last = own.OrderByDescending(leg => leg.EndedAt ?? leg.MissedAt ?? leg.CalledAt).Take(Recent);
        var missed = db.Set<Leg>().AsNoTracking().Where(leg => leg.SiteId == window.SiteId && leg.On == clock.Today && leg.Status == LegStatus.Missed && leg.MissedAt >= earliest && groups.Contains(leg.GroupId));
        List<(Leg Leg, string Number)> rows = [.. await NumberedAsync(held, stop), .. await NumberedAsync(last, stop), .. await NumberedAsync(missed, stop)];
        return [.. rows.DistinctBy(row => row.Leg.Id)];
    }

    private async Task<IEnumerable<(Leg Leg, string Number)>> NumberedAsync(IQueryable<Leg> legs, CancellationToken stop)
    {
        var rows = await legs.Join(db.Set<Visit>(), leg => leg.VisitId, visit => visit.Id, (leg, visit) => new { leg, visit.Number }).ToListAsync(stop);
        return rows.Select(row => (row.leg, row.Number));
    }

    // Done is everything; the time at the copier is nobody's handling time and stands here as null.
    private async Task<List<TimeSpan?>> MineAsync(WindowSession session, CancellationToken stop)
    {
        var rows = await db.Set<Leg>()
            .Where(leg => leg.WindowId == session.WindowId && leg.On == clock.Today && leg.StaffId == session.AccountId && leg.Status == LegStatus.Finished && leg.ServedFromAt != null)
            .Select(leg => new { leg.ServedFromAt, leg.EndedAt, leg.ParkedAt }).ToListAsync(stop);
        return [.. rows.Select(row => row.ParkedAt is null ? row.EndedAt - row.ServedFromAt : null)];
    }

    private async Task<DeskVisitor?> VisitorAsync(Leg? leg, CancellationToken stop)
    {
        if (leg is null)
        {
            return null;
        }

        var visit = await db.Set<Visit>().AsNoTracking().SingleAsync(v => v.Id == leg.VisitId, stop);
        var item = ItemOf(leg);
        var usual = item?.HandlingMinutes ?? (int)(await learnt.OfSiteAsync(db, leg.SiteId, stop)).MinutesFor(leg.GroupId, clock.Local(clock.Now).Hour);
        return new DeskVisitor(leg, visit, await name.OfAsync(visit, stop), item, usual);
    }

    // The line may be a second old: whoever has been called meanwhile is not shown in it any more.
    private Task<Dictionary<Guid, Leg>> ShownAsync(IReadOnlyList<Position> line, CancellationToken stop)
    {
        var ids = line.Take(2 * Shown).Select(place => place.Who.LegId).ToList();
        return db.Set<Leg>().AsNoTracking().Where(leg => ids.Contains(leg.Id) && leg.Status == LegStatus.Waiting).ToDictionaryAsync(leg => leg.Id, stop);
    }

    private IEnumerable<DeskEvent> Events((Leg Leg, string Number) row)
    {
        var undo = row.Leg.MayUndoUntilAt >= clock.Now ? row.Leg : null;
        if (row.Leg is { MissedAt: { } missed, Status: LegStatus.Missed })
        {
            yield return new DeskEvent(missed, "desk.event.missed", row.Number, undo);
        }
        else if (row.Leg.CalledAt is { } called)
        {
            yield return new DeskEvent(called, "desk.event.called", row.Number, undo);
        }

        if (row.Leg is { EndedAt: { } ended, Status: LegStatus.Finished })
        {
            yield return new DeskEvent(ended, "desk.event.finished", row.Number, null);
        }
    }

    private static DeskTargets TargetsOf(SiteNow site, Window window) =>
        new([.. site.Staffed.Where(other => other.Id != window.Id)], [.. site.Groups.Select(group => group.Group)]);

    private DeskLine Line((Leg Leg, string Number) row) => new(row.Leg, row.Number, ItemOf(row.Leg));

    private ItemVersion? ItemOf(Leg leg) => leg.ItemId is { } item ? items.GetValueOrDefault(item) : null;
}
