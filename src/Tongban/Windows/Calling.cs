using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Windows;

/// <summary>
/// A window calls. Calls of one site stand in one order: each first raises the site's row of announcements, so two
/// windows, on one node or on two, never reach for the same person and never jump the rule.
/// </summary>
public sealed class Calling(TongbanDb db, HallClock clock, Lines lines, HeadOfLine head, ArmedWindows armed, Announcer announcer)
{
    /// <summary>Calls whoever is next for this window. Where nobody waits it answers null and is armed: who comes next is called at once.</summary>
    public async Task<Leg?> NextAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        var seq = await BeginCallAsync(session, stop);
        var window = await db.Set<Window>().AsNoTracking().SingleAsync(w => w.Id == session.WindowId, stop);
        if (await head.CallAsync(session, window, seq, by, stop) is { } leg)
        {
            return leg;
        }

        (await head.TrackedAsync(session, stop)).Arm(clock.Now, by);
        await db.SaveChangesAsync(stop);
        announcer.Changed(session.SiteId, session.WindowId);
        return null;
    }

    /// <summary>Calls this number: somebody in line, or back from being away. Refuses with who holds it.</summary>
    public async Task<Leg> ByNumberAsync(WindowSession session, string number, Actor by, CancellationToken stop = default)
    {
        var seq = await BeginCallAsync(session, stop);
        var visit = await FindAsync(session.SiteId, number, stop);
        Refusal.Unless(visit.Current is not null, "leg.ended", visit.Number);
        var leg = visit.Current!;
        await RefuseIfHeldAsync(leg, visit.Number, stop);
        await RefuseIfOthersAsync(leg, visit.Number, session, stop);
        var why = leg.Status == LegStatus.Waiting ? CallReason.ByHand : CallReason.Returned;
        leg.Call(session.WindowId, session.AccountId, why, seq, clock.Now, by);
        session.Disarm(clock.Now, by);
        await db.SaveChangesAsync(stop);
        await announcer.CalledAsync(leg, stop);
        return leg;
    }

    public async Task RecallAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        var seq = await NextSeqAsync(session.SiteId, stop);
        var leg = await HeldOrRefuseAsync(session.WindowId, stop);
        leg.Recall(seq, clock.Now, by);
        await db.SaveChangesAsync(stop);
        await announcer.CalledAsync(leg, stop);
    }

    public async Task MissAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        var leg = await HeldOrRefuseAsync(session.WindowId, stop);
        leg.Miss(clock.Now, by);
        await SaveAsync(leg, stop);
    }

    /// <summary>Takes back a wrong call, or a wrong "did not come", within ten seconds.</summary>
    public async Task UndoAsync(WindowSession session, Guid legId, Actor by, CancellationToken stop = default)
    {
        await armed.HoldAsync(session.SiteId, stop);
        var leg = await db.Set<Leg>().SingleOrDefaultAsync(l => l.Id == legId && l.WindowId == session.WindowId, stop) ?? throw new Refusal("leg.not-at-window");
        var seq = leg.CallSeq ?? 0;
        if (leg.Status == LegStatus.Missed)
        {
            leg.TakeBackMiss(clock.Now, by);
            await SaveAsync(leg, stop);
            return;
        }

        leg.TakeBackCall(clock.Now, by);
        (await lines.TurnsAsync(session.WindowId, stop))?.TakeBack(seq);
        await db.SaveChangesAsync(stop);
        announcer.TakenBack(leg, seq);
        armed.Look(leg.SiteId);
    }

    /// <summary>Whom the window holds now; a crashed browser finds its visitor here.</summary>
    public Task<Leg?> HeldAsync(Guid windowId, CancellationToken stop = default) =>
        db.Set<Leg>().SingleOrDefaultAsync(leg => leg.WindowId == windowId && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving), stop);

    public async Task<Leg> HeldOrRefuseAsync(Guid windowId, CancellationToken stop = default) =>
        await HeldAsync(windowId, stop) ?? throw new Refusal("window.has-nobody");

    private async Task<int> BeginCallAsync(WindowSession session, CancellationToken stop)
    {
        var seq = await NextSeqAsync(session.SiteId, stop);
        session.RefuseUnlessReceiving();
        if (await HeldAsync(session.WindowId, stop) is { } held)
        {
            throw new Refusal("window.has-somebody", await NumberOfAsync(held, stop));
        }

        return seq;
    }

    // The row stays locked until the transaction ends: this is what puts a site's calls in one order.
    private Task<int> NextSeqAsync(Guid siteId, CancellationToken stop) => NumberSeries.NextAsync(db, NumberSeries.CallsOf(siteId), clock.Today, stop);

    private async Task<Visit> FindAsync(Guid siteId, string number, CancellationToken stop)
    {
        var wanted = number.Trim().ToUpperInvariant();
        return await db.Set<Visit>().SingleOrDefaultAsync(v => v.SiteId == siteId && v.On == clock.Today && v.Number == wanted, stop)
            ?? throw new Refusal("ticket.not-of-today", wanted.Length <= 8 ? wanted : wanted[..8]);
    }

    private async Task RefuseIfHeldAsync(Leg leg, string number, CancellationToken stop)
    {
        if (leg.IsAtWindow)
        {
            throw new Refusal("leg.held-by", number, await LabelAsync(leg.WindowId!.Value, stop));
        }
    }

    // Another group is not this window's work; a parked or transferred person goes to their own window while it is open.
    private async Task RefuseIfOthersAsync(Leg leg, string number, WindowSession session, CancellationToken stop)
    {
        var window = await db.Set<Window>().AsNoTracking().SingleAsync(w => w.Id == session.WindowId, stop);
        Refusal.Unless(window.Serves(leg.GroupId) || leg.ForWindowId == window.Id, "leg.other-group", number);
        if (leg.ForWindowId is { } only && only != window.Id && (await lines.OpenWindowsAsync(session.SiteId, stop)).Contains(only))
        {
            throw new Refusal("leg.waits-for-window", number, await LabelAsync(only, stop));
        }
    }

    private Task<string> LabelAsync(Guid windowId, CancellationToken stop) =>
        db.Set<Window>().Where(w => w.Id == windowId).Select(w => w.Label).SingleAsync(stop);

    private Task<string> NumberOfAsync(Leg leg, CancellationToken stop) =>
        db.Set<Visit>().Where(v => v.Id == leg.VisitId).Select(v => v.Number).SingleAsync(stop);

    private async Task SaveAsync(Leg leg, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        announcer.Moved(leg);
    }
}
