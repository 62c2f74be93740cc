using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;

namespace Tongban.Windows;

/// <summary>
/// 候叫: windows that pressed "next" when nobody waited. Whatever adds somebody to a line (arrival, return, transfer, next
/// matter) looks here at the end of its transaction, standing in the order of the site's calls: a window that arms itself
/// and a person who comes at the same instant cannot miss each other, and one window calls.
/// </summary>
public sealed class ArmedWindows(TongbanDb db, HallClock clock, HeadOfLine head)
{
    // The clerk asks for help, or the person leaves, in this very moment: looked at again.
    private const int Tries = 3;

    /// <summary>Calls who may now be called, before the transaction commits.</summary>
    public void Look(Guid siteId)
    {
        var transaction = db.Open ?? throw new InvalidOperationException("Who joins a line does so in a transaction.");
        transaction.BeforeCommit((typeof(ArmedWindows), siteId), () => LookAsync(siteId));
    }

    /// <summary>
    /// Stands in the order of the site's calls from here on. Whoever changes a row that a call may change takes this first,
    /// so that two transactions never wait for each other.
    /// </summary>
    public Task HoldAsync(Guid siteId, CancellationToken stop) => NumberSeries.HoldAsync(db, NumberSeries.CallsOf(siteId), clock.Today, stop);

    private async Task LookAsync(Guid siteId)
    {
        await HoldAsync(siteId, CancellationToken.None);
        foreach (var (sessionId, windowId) in await ArmedAsync(siteId))
        {
            var window = await db.Set<Window>().AsNoTracking().SingleAsync(one => one.Id == windowId);
            var groups = window.Groups.Select(group => group.GroupId).ToList();
            if (await db.Set<Leg>().AnyAsync(leg => leg.SiteId == siteId && leg.On == clock.Today && leg.Status == LegStatus.Waiting && groups.Contains(leg.GroupId)))
            {
                await CallAsync(sessionId, window);
            }
        }
    }

    // Longest armed first. What was armed on another day and never closed calls nobody.
    private async Task<List<(Guid Session, Guid Window)>> ArmedAsync(Guid siteId)
    {
        var today = clock.At(clock.Today, TimeOnly.MinValue);
        var armed = await db.Set<WindowSession>().AsNoTracking()
            .Where(session => session.SiteId == siteId && session.ClosedAt == null && session.ArmedAt >= today)
            .OrderBy(session => session.ArmedAt).ThenBy(session => session.OpenedAt).ThenBy(session => session.Id)
            .Select(session => new { session.Id, session.WindowId }).ToListAsync();
        return armed.ConvertAll(session => (session.Id, session.WindowId));
    }

    private async Task CallAsync(Guid sessionId, Window window)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            db.ChangeTracker.Clear();
            var session = await db.Set<WindowSession>().SingleAsync(one => one.Id == sessionId);
            if (session.ArmedAt is null || await head.CallForArmedAsync(session, window))
            {
                return;
            }
        }
    }
}
