using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;

namespace Tongban.Windows;

/// <summary>Calls from the head of a window's line. Whoever uses it stands in the order of the site's calls.</summary>
public sealed class HeadOfLine(TongbanDb db, HallClock clock, Lines lines, Announcer announcer)
{
    /// <summary>Calls the first who can be called, or answers null.</summary>
    public async Task<Leg?> CallAsync(WindowSession session, Window window, int seq, Actor by, CancellationToken stop)
    {
        var line = await lines.HeadAsync(window, stop);
        foreach (var place in line.Places)
        {
            if (await TakeAsync(line, place, await TrackedAsync(session, stop), seq, by, stop) is { } leg)
            {
                await announcer.CalledAsync(leg, stop);
                return leg;
            }
        }

        return null;
    }

    // The same instance, unless a failed attempt has made the context forget everything.
    internal Task<WindowSession> TrackedAsync(WindowSession session, CancellationToken stop) => db.Set<WindowSession>().SingleAsync(one => one.Id == session.Id, stop);

    // The person has cancelled in this very moment, or was moved: the next in line is tried. Nothing of the attempt
    // may stay tracked.
    private async Task<Leg?> TakeAsync(WindowLine line, Position place, WindowSession session, int seq, Actor by, CancellationToken stop)
    {
        var leg = await db.Set<Leg>().SingleAsync(l => l.Id == place.Who.LegId, stop);
        if (leg.Status != LegStatus.Waiting)
        {
            return null;
        }

        try
        {
            leg.Call(session.WindowId, session.AccountId, place.Reason, seq, clock.Now, by);
            session.Disarm(clock.Now, by);
            await TakeTurnAsync(line, place, session.WindowId, seq, stop);
            await db.SaveChangesAsync(stop);
            return leg;
        }
        catch (Exception conflict) when (conflict is DbUpdateConcurrencyException or Refusal { Code: "request.changed-meanwhile" })
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    private async Task TakeTurnAsync(WindowLine line, Position place, Guid windowId, int seq, CancellationToken stop)
    {
        var after = CallingOrder.After(line.Places, place, clock.Now, line.Turn);
        if (after == line.Turn)
        {
            return;
        }

        if (await lines.TurnsAsync(windowId, stop) is not { } turns)
        {
            turns = new CallingTurns(db.CentreId, windowId, clock.Today);
            db.Add(turns);
        }

        turns.Took(after, seq);
    }

    /// <summary>Calls for an armed window, in its clerk's name. False where somebody else changed a row in this moment.</summary>
    internal async Task<bool> CallForArmedAsync(WindowSession session, Window window)
    {
        var line = await lines.HeadAsync(window);
        if (line.Places.Count == 0)
        {
            return true;
        }

        var seq = await NumberSeries.NextAsync(db, NumberSeries.CallsOf(session.SiteId), clock.Today);
        if (await TakeAsync(line, line.Places[0], session, seq, Actor.Staff(session.AccountId), default) is not { } leg)
        {
            return false;
        }

        await announcer.CalledAsync(leg, default);
        return true;
    }
}
