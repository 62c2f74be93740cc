using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Ordering;
using Tongban.Windows;

namespace Tongban.Queue.Forecast;

/// <summary>Reads the queues of a site.</summary>
public sealed class SiteQueues(TongbanDb db, Snapshots snapshots, Lines lines, LearntTimes learnt, HallClock clock)
{
    /// <summary>As everybody sees them; inside a transaction as it sees them itself, with the number that it has just given.</summary>
    public Task<SiteNow> OfAsync(Guid siteId) =>
        db.Database.CurrentTransaction is null ? snapshots.OfSiteAsync(db.CentreId, siteId) : ReadAsync(siteId, clock.Now);

    internal async Task<SiteNow> ReadAsync(Guid siteId, DateTime now)
    {
        var today = clock.DayOf(now);
        var windows = await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).OrderBy(window => window.Code).ToListAsync();
        return new SiteNow(
            new SiteReading(
                await db.Set<MatterGroup>().AsNoTracking().OrderBy(group => group.TicketLetter).ToListAsync(),
                windows,
                await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == siteId).OrderBy(zone => zone.Code).ToListAsync(),
                await lines.OfSiteAsync(siteId, windows),
                await SessionsAsync(siteId),
                await HeldAsync(siteId, today),
                await learnt.OfSiteAsync(db, siteId),
                clock.Local(now).Hour),
            now);
    }

    private Task<Dictionary<Guid, DateTime?>> SessionsAsync(Guid siteId) =>
        db.OpenSessionsOf(clock).Where(session => session.SiteId == siteId).Select(session => new { session.WindowId, session.PausedAt }).ToDictionaryAsync(session => session.WindowId, session => session.PausedAt);

    private Task<Dictionary<Guid, HeldNow>> HeldAsync(Guid siteId, DateOnly today) =>
        db.Set<Leg>().Where(leg => leg.SiteId == siteId && leg.On == today && (leg.Status == LegStatus.Called || leg.Status == LegStatus.Serving))
            .Select(leg => new { WindowId = leg.WindowId!.Value, leg.GroupId, From = leg.Status == LegStatus.Serving ? leg.ServedFromAt : null })
            .ToDictionaryAsync(leg => leg.WindowId, leg => new HeldNow(leg.GroupId, leg.From));
}
