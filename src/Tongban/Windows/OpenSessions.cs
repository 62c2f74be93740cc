using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Windows;

/// <summary>
/// Who sits at a window now. A session of an earlier day that nobody ended is over: it neither receives nor keeps a
/// colleague from sitting down, and is tidied up by the next who does.
/// </summary>
public static class OpenSessions
{
    /// <summary>Those that were opened today and are not closed.</summary>
    public static IQueryable<WindowSession> OpenSessionsOf(this TongbanDb db, HallClock clock)
    {
        var today = clock.At(clock.Today, TimeOnly.MinValue);
        return db.Set<WindowSession>().Where(session => session.ClosedAt == null && session.OpenedAt >= today);
    }

    /// <summary>Ends what an earlier day has left at this window, and where this clerk sat: sessions, and whoever was held there.</summary>
    public static async Task TidyUpAsync(this TongbanDb db, HallClock clock, Guid windowId, Guid accountId, Actor by, CancellationToken stop)
    {
        var (today, now) = (clock.At(clock.Today, TimeOnly.MinValue), clock.Now);
        var left = await db.Set<WindowSession>().Where(session => session.ClosedAt == null && session.OpenedAt < today && (session.WindowId == windowId || session.AccountId == accountId)).ToListAsync(stop);
        left.ForEach(session => session.Close(now, by));
        var held = await db.Set<Visit>().Where(visit => visit.On < clock.Today && visit.Legs.Any(leg => leg.WindowId == windowId && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving))).ToListAsync(stop);
        held.ForEach(visit => visit.CloseDay(now, by));
        if (left.Count + held.Count > 0)
        {
            // Before the new row: a unique index allows one open session.
            await db.SaveChangesAsync(stop);
        }
    }
}
