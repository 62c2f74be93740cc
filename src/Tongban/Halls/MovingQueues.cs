using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Halls;

/// <summary>
/// Moves those who wait for one group to another group or to one window. Numbers and waiting times are kept. It
/// stands in the same order as the site's calls, so nobody is moved and called at once.
/// </summary>
public sealed class MovingQueues(TongbanDb db, HallClock clock, Lines lines, ArmedWindows armed, LiveNews news)
{
    /// <summary>Answers how many were moved.</summary>
    /// <remarks>Refusals: <c>hall.nobody-waits</c>, <c>matter-group.not-served-here</c>, <c>window.unknown</c>, <c>window.closed</c>.</remarks>
    public async Task<int> MoveAsync(Guid siteId, Guid fromGroupId, Guid? toGroupId, Guid? toWindowId, int most, Actor by, CancellationToken stop = default)
    {
        await NumberSeries.NextAsync(db, NumberSeries.CallsOf(siteId), clock.Today, stop);
        var groupId = await TargetAsync(siteId, fromGroupId, toGroupId, toWindowId, stop);
        Refusal.Unless(groupId != fromGroupId || toWindowId is not null, "hall.same-queue");
        var waiting = await db.Set<Leg>()
            .Where(leg => leg.SiteId == siteId && leg.On == clock.Today && leg.GroupId == fromGroupId && leg.Status == LegStatus.Waiting)
            .OrderBy(leg => leg.WaitingSinceAt).Take(Math.Clamp(most, 1, 500)).ToListAsync(stop);
        Refusal.Unless(waiting.Count > 0, "hall.nobody-waits");
        waiting.ForEach(leg => leg.Transfer(groupId, toWindowId, "", clock.Now, by));
        await db.SaveChangesAsync(stop);
        news.Changed(siteId);
        armed.Look(siteId);
        return waiting.Count;
    }

    // To a window the matter stays what it is if the window serves it, and becomes the window's first otherwise.
    private async Task<Guid> TargetAsync(Guid siteId, Guid from, Guid? toGroupId, Guid? toWindowId, CancellationToken stop)
    {
        if (toWindowId is { } windowId)
        {
            var window = await db.Set<Window>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == windowId && w.SiteId == siteId, stop) ?? throw new Refusal("window.unknown");
            Refusal.Unless((await lines.OpenWindowsAsync(siteId, stop)).Contains(windowId), "window.closed", window.Label);
            return window.Serves(from) ? from : window.Groups[0].GroupId;
        }

        var served = await db.Set<Window>().AnyAsync(w => w.SiteId == siteId && w.Groups.Any(g => g.GroupId == toGroupId), stop);
        Refusal.Unless(served, "matter-group.not-served-here");
        return toGroupId!.Value;
    }
}
