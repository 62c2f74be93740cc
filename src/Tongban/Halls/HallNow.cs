using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Queue.Forecast;
using Tongban.Windows;

namespace Tongban.Halls;

/// <summary>A window as the manager sees it: who sits there since when, and whom they hold.</summary>
public sealed record WindowNow(Window Window, WindowSession? Session, string? Clerk, Leg? Held, string? HeldNumber);

/// <summary>All windows and lines of a site at this moment.</summary>
public sealed record HallNow(Site Site, IReadOnlyList<WindowNow> Windows, SiteNow Queues, IReadOnlyList<GroupStop> Stops, IReadOnlyList<(Leg Leg, string Number)> ParkedTooLong)
{
    public int Open => Windows.Count(window => window.Session is not null);

    public int Waiting => Queues.Groups.Sum(group => group.Waiting);

    public GroupStop? StopOf(Guid groupId) => Stops.FirstOrDefault(stop => stop.GroupId == groupId);

    public string Letters(Window window) => string.Join(' ', Queues.Groups.Where(group => window.Serves(group.Group.Id)).Select(group => group.Group.TicketLetter));
}

/// <summary>Reads <see cref="HallNow"/>.</summary>
public sealed class HallView(TongbanDb db, HallClock clock, SiteQueues queues, HallOrders orders)
{
    public async Task<HallNow> OfAsync(Site site, CancellationToken stop = default)
    {
        var windows = await db.Set<Window>().AsNoTracking().Where(w => w.SiteId == site.Id).OrderBy(w => w.Code).ToListAsync(stop);
        var sessions = await db.OpenSessionsOf(clock).AsNoTracking().Where(s => s.SiteId == site.Id).ToDictionaryAsync(s => s.WindowId, stop);
        var clerks = await NamesAsync(sessions.Values.Select(s => s.AccountId), stop);
        var held = await HeldAsync(site.Id, stop);
        var rows = windows.Select(window => Row(window, sessions.GetValueOrDefault(window.Id), clerks, held)).ToList();
        return new HallNow(site, rows, await queues.OfAsync(site.Id), await orders.StopsAsync(site.Id, stop), await ParkedTooLongAsync(site.Id, stop));
    }

    private static WindowNow Row(Window window, WindowSession? session, Dictionary<Guid, string> clerks, List<(Leg Leg, string Number)> held)
    {
        var (leg, number) = held.FirstOrDefault(one => one.Leg.WindowId == window.Id);
        return new WindowNow(window, session, session is null ? null : clerks.GetValueOrDefault(session.AccountId), leg, number);
    }

    private Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> accounts, CancellationToken stop) =>
        db.Set<StaffAccount>().AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.FullName, stop);

    private Task<List<(Leg, string)>> HeldAsync(Guid siteId, CancellationToken stop) =>
        NumberedAsync(db.Set<Leg>().Where(l => l.SiteId == siteId && l.On == clock.Today && (l.Status == LegStatus.Called || l.Status == LegStatus.Serving)), stop);

    // Parked for longer than half an hour: somebody should look after them.
    private Task<List<(Leg, string)>> ParkedTooLongAsync(Guid siteId, CancellationToken stop)
    {
        var since = clock.Now - Leg.ParkLimit;
        return NumberedAsync(db.Set<Leg>().Where(l => l.SiteId == siteId && l.On == clock.Today && l.Status == LegStatus.Parked && l.ParkedAt < since), stop);
    }

    private async Task<List<(Leg, string)>> NumberedAsync(IQueryable<Leg> legs, CancellationToken stop)
    {
        var rows = await legs.AsNoTracking().Join(db.Set<Visit>(), l => l.VisitId, v => v.Id, (l, v) => new { Leg = l, v.Number }).ToListAsync(stop);
        return [.. rows.Select(row => (row.Leg, row.Number))];
    }
}
