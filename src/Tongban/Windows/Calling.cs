using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.Windows;

/// <summary>
/// A window calls, serves and finishes. Two windows that reach for the same person are told apart by the leg's
/// version and by the unique indexes on its visit and window; the one that came second tries the next in line.
/// </summary>
public sealed class Calling(TongbanDb db, HallClock clock)
{
    /// <summary>Calls whoever is next for this window, or answers null when nobody waits.</summary>
    public async Task<Leg?> NextAsync(WindowSession session, Actor by, CancellationToken stop = default)
    {
        var window = await db.Set<Window>().SingleAsync(w => w.Id == session.WindowId, stop);
        var groups = window.Groups.Select(group => group.GroupId).ToList();
        foreach (var legId in await InLineAsync(session, groups, stop))
        {
            if (await TakeAsync(legId, session, by, stop) is { } leg)
            {
                return leg;
            }
        }

        return null;
    }

    public async Task<Service> FinishAsync(Leg leg, Actor by, CancellationToken stop = default)
    {
        leg.Finish(clock.Now, by);
        var service = new Service(leg, Codes.Token(), clock.Now, by);
        db.Add(service);
        await db.SaveChangesAsync(stop);
        return service;
    }

    /// <summary>Whom the window holds now; a crashed browser finds its visitor here.</summary>
    public Task<Leg?> HeldAsync(Guid windowId, CancellationToken stop = default) =>
        db.Set<Leg>().SingleOrDefaultAsync(leg => leg.WindowId == windowId && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving), stop);

    private async Task<IReadOnlyList<Guid>> InLineAsync(WindowSession session, List<Guid> groups, CancellationToken stop) =>
        await db.Set<Leg>()
            .Where(leg => leg.SiteId == session.SiteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting && groups.Contains(leg.GroupId))
            .OrderBy(leg => leg.WaitingSinceAt)
            .Select(leg => leg.Id)
            .Take(20)
            .ToListAsync(stop);

    // Tried and lost: another window was quicker. Nothing of the attempt may stay tracked.
    private async Task<Leg?> TakeAsync(Guid legId, WindowSession session, Actor by, CancellationToken stop)
    {
        var leg = await db.Set<Leg>().SingleAsync(l => l.Id == legId, stop);
        if (leg.Status != LegStatus.Waiting)
        {
            return null;
        }

        try
        {
            leg.Call(session.WindowId, session.AccountId, clock.Now, by);
            await db.SaveChangesAsync(stop);
            return leg;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }
}
