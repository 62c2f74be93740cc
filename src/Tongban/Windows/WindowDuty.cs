using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Live;

namespace Tongban.Windows;

/// <summary>A clerk sits down at a window, pauses, asks for the supervisor and leaves.</summary>
public sealed class WindowDuty(TongbanDb db, HallClock clock, Calling calling, ArmedWindows armed, HallOrders orders, LiveNews news)
{
    /// <summary>The window at which this clerk sits, or null.</summary>
    public Task<WindowSession?> SessionOfAsync(Guid accountId, CancellationToken stop = default) =>
        db.OpenSessionsOf(clock).SingleOrDefaultAsync(s => s.AccountId == accountId, stop);

    /// <summary>The window at which this clerk sat last today, where somebody else has closed it.</summary>
    public async Task<WindowSession?> ClosedByAnotherAsync(Guid accountId, Actor clerk, CancellationToken stop = default)
    {
        var (today, by) = (clock.At(clock.Today, TimeOnly.MinValue), clerk.ToString());
        var last = await db.Set<WindowSession>().AsNoTracking().Where(session => session.AccountId == accountId && session.OpenedAt >= today).OrderByDescending(session => session.OpenedAt).FirstOrDefaultAsync(stop);
        return last?.ClosedAt is null || await db.Facts.AnyAsync(fact => fact.SubjectId == last.Id && fact.What == WindowSession.Closed && fact.By == by, stop) ? null : last;
    }

    /// <summary>Sits down; the same window again is no mistake. Refused with the colleague's name where one sits.</summary>
    public async Task<WindowSession> OpenAsync(Guid windowId, Guid accountId, Actor by, CancellationToken stop = default)
    {
        if (await SessionOfAsync(accountId, stop) is { } mine)
        {
            Refusal.Unless(mine.WindowId == windowId, "window.sits-at", await LabelAsync(mine.WindowId, stop));
            return mine;
        }

        var window = await db.Set<Window>().SingleOrDefaultAsync(w => w.Id == windowId, stop) ?? throw new Refusal("window.unknown");
        Refusal.Unless(!await orders.IsClosedAsync(window.SiteId, stop), "window.day-is-closed");
        await RefuseIfTakenAsync(windowId, stop);
        await db.TidyUpAsync(clock, windowId, accountId, by, stop);
        var session = new WindowSession(window, accountId, clock.Now, by);
        db.Add(session);
        await SaveAsync(session, stop);
        return session;
    }

    /// <summary>Leaves the window; whoever is held there is finished, parked or sent on first.</summary>
    public async Task CloseAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        await armed.HoldAsync(session.SiteId, stop);
        Refusal.Unless(await calling.HeldAsync(session.WindowId, stop) is null, "window.still-has-somebody");
        session.Close(clock.Now, by);
        armed.Look(session.SiteId);
        await SaveAsync(session, stop);
    }

    public Task PauseAsync(WindowSession session, Actor by, CancellationToken stop = default) => MoveAsync(session, s => s.Pause(clock.Now, by), stop);

    public Task ResumeAsync(WindowSession session, Actor by, CancellationToken stop = default) => MoveAsync(session, s => s.Resume(clock.Now, by), stop);

    /// <summary>No longer 候叫: who comes next waits until the clerk calls.</summary>
    public Task DisarmAsync(WindowSession session, Actor by, CancellationToken stop = default) => MoveAsync(session, s => s.Disarm(clock.Now, by), stop);

    /// <summary>请主管来, or no longer needed.</summary>
    public Task AskForHelpAsync(WindowSession session, bool wanted, Actor by, CancellationToken stop = default) =>
        MoveAsync(session, s => s.AskForHelp(wanted, clock.Now, by), stop);

    private Task MoveAsync(WindowSession session, Action<WindowSession> move, CancellationToken stop)
    {
        move(session);
        return SaveAsync(session, stop);
    }

    private async Task RefuseIfTakenAsync(Guid windowId, CancellationToken stop)
    {
        var colleague = await db.OpenSessionsOf(clock).Where(s => s.WindowId == windowId).Select(s => s.AccountId).FirstOrDefaultAsync(stop);
        if (colleague != Guid.Empty)
        {
            var name = await db.Set<StaffAccount>().Where(account => account.Id == colleague).Select(account => account.FullName).FirstOrDefaultAsync(stop);
            throw new Refusal("window.taken-by", await LabelAsync(windowId, stop), name ?? "");
        }
    }

    private Task<string> LabelAsync(Guid windowId, CancellationToken stop) =>
        db.Set<Window>().Where(w => w.Id == windowId).Select(w => w.Label).SingleAsync(stop);

    private async Task SaveAsync(WindowSession session, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        news.Changed(session.SiteId);
    }
}
