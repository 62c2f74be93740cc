using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Windows;

/// <summary>What a window does with the person it has called.</summary>
public sealed class Serving(TongbanDb db, HallClock clock, Calling calling, Lines lines, ArmedWindows armed, Announcer announcer)
{
    /// <summary>The person has come to the window.</summary>
    public async Task BeginAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        var leg = await calling.HeldOrRefuseAsync(session.WindowId, stop);
        leg.Begin(clock.Now, by);
        await SaveAsync(leg, stop);
    }

    /// <summary>The whole name of whoever stands here, for a stated reason that is kept.</summary>
    public async Task LookAtNameAsync(WindowSession session, string reason, Actor by, CancellationToken stop = default)
    {
        var leg = await calling.HeldOrRefuseAsync(session.WindowId, stop);
        var visit = await db.Set<Visit>().SingleAsync(v => v.Id == leg.VisitId, stop);
        visit.LookAtName(reason, clock.Now, by);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>挂起: fetches something, comes back to this window first.</summary>
    public async Task ParkAsync(WindowSession session, string note, Actor by, CancellationToken stop = default)
    {
        var leg = await calling.HeldOrRefuseAsync(session.WindowId, stop);
        leg.Park(note, clock.Now, by);
        await SaveAsync(leg, stop);
    }

    /// <summary>To another matter group, or to one window; the number and the place from the arrival are kept.</summary>
    public async Task TransferAsync(WindowSession session, Guid? groupId, Guid? windowId, string note, Actor by, CancellationToken stop = default)
    {
        await armed.HoldAsync(session.SiteId, stop);
        var leg = await calling.HeldOrRefuseAsync(session.WindowId, stop);
        var to = windowId is { } id ? await OpenWindowAsync(session, id, stop) : null;
        var group = groupId ?? (to is null || to.Serves(leg.GroupId) ? leg.GroupId : to.Groups[0].GroupId);
        await RefuseUnlessServedAsync(session.SiteId, group, to, stop);
        leg.Transfer(group, to?.Id, note, clock.Now, by);
        armed.Look(leg.SiteId);
        await SaveAsync(leg, stop);
    }

    /// <summary>
    /// 办完: leaves a service to be rated. The visit's next matter goes on here at once if this window does such
    /// matters, and joins its own line otherwise.
    /// </summary>
    public async Task<Service> FinishAsync(Leg leg, Actor by, CancellationToken stop = default)
    {
        var visit = await db.Set<Visit>().SingleAsync(v => v.Id == leg.VisitId, stop);
        if (visit.Following is not null)
        {
            await armed.HoldAsync(leg.SiteId, stop);
        }

        leg.Finish(clock.Now, by);
        var service = new Service(leg, Codes.Token(), clock.Now, by);
        db.Add(service);

        // Two indexes allow one leg at a window: the finished one must be out before the next is in.
        await db.SaveChangesAsync(stop);
        await GoOnAsync(visit, leg, by, stop);
        await SaveAsync(leg, stop);
        return service;
    }

    public async Task<Service> FinishAsync(WindowSession session, Actor by, CancellationToken stop = default) =>
        await FinishAsync(await calling.HeldOrRefuseAsync(session.WindowId, stop), by, stop);

    /// <summary>Puts whoever a window holds back in line: its clerk is gone, or the manager closes it.</summary>
    public async Task ReleaseAsync(Guid windowId, Actor by, CancellationToken stop = default)
    {
        if (await calling.HeldAsync(windowId, stop) is { } leg)
        {
            await armed.HoldAsync(leg.SiteId, stop);
            leg.Release(clock.Now, by);
            armed.Look(leg.SiteId);
            await SaveAsync(leg, stop);
        }
    }

    private async Task GoOnAsync(Visit visit, Leg leg, Actor by, CancellationToken stop)
    {
        if (visit.Following is { } next)
        {
            var window = await db.Set<Window>().AsNoTracking().SingleAsync(w => w.Id == leg.WindowId, stop);
            if (window.Serves(next.GroupId))
            {
                next.ContinueAt(window.Id, leg.StaffId!.Value, clock.Now, by);
                return;
            }

            armed.Look(leg.SiteId);
        }

        visit.GoOn(clock.Now, by);
    }

    private async Task<Window> OpenWindowAsync(WindowSession session, Guid windowId, CancellationToken stop)
    {
        Refusal.Unless(windowId != session.WindowId, "window.is-this-one");
        var window = await db.Set<Window>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == windowId && w.SiteId == session.SiteId, stop)
            ?? throw new Refusal("window.unknown");
        var open = await lines.OpenWindowsAsync(session.SiteId, stop);
        Refusal.Unless(open.Contains(windowId), "window.closed", window.Label);
        return window;
    }

    private async Task RefuseUnlessServedAsync(Guid siteId, Guid groupId, Window? to, CancellationToken stop)
    {
        var served = to is not null
            ? to.Serves(groupId)
            : await db.Set<Window>().AnyAsync(w => w.SiteId == siteId && w.Groups.Any(group => group.GroupId == groupId), stop);
        Refusal.Unless(served, "matter-group.not-served-here");
    }

    private async Task SaveAsync(Leg leg, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        announcer.Served(leg);
    }
}
