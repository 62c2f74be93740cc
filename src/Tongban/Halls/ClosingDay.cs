using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Gate;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Halls;

/// <summary>
/// 收工: what is not done becomes "not finished", never "did not come"; windows close, counts go back to nobody.
/// Bookings that nobody came for are marked by their own rule.
/// </summary>
public sealed class ClosingDay(TongbanDb db, HallClock clock, HallDays days, ZoneCount count, LiveNews news)
{
    /// <summary>Answers how many visits were ended. Refused while somebody sits at a window, unless <paramref name="evenAtWindows"/>.</summary>
    public async Task<int> CloseAsync(Guid siteId, bool evenAtWindows, Actor by, CancellationToken stop = default)
    {
        // In the order of the site's calls: nobody is called while the day ends.
        await NumberSeries.NextAsync(db, NumberSeries.CallsOf(siteId), clock.Today, stop);
        var day = await days.TodayAsync(siteId, by, stop);
        var visits = await db.Set<Visit>().Where(v => v.SiteId == siteId && v.On == clock.Today && v.Status == VisitStatus.InHall).ToListAsync(stop);
        var atWindows = visits.Count(visit => visit.Legs.Any(leg => leg.IsAtWindow));
        Refusal.Unless(evenAtWindows || atWindows == 0, "hall.somebody-at-window", atWindows);
        var now = clock.Now;
        visits.ForEach(visit => visit.CloseDay(now, by));
        day.Close(visits.Count, now, by);
        await CloseWindowsAsync(siteId, by, stop);
        await CloseSlotsAsync(siteId, now, by, stop);
        await EndMessagesAsync(siteId, by, stop);
        await db.SaveChangesAsync(stop);
        await EmptyZonesAsync(siteId, by, stop);
        news.Changed(siteId);
        return visits.Count;
    }

    public async Task ReopenAsync(Guid siteId, Actor by, CancellationToken stop = default)
    {
        var day = await days.TodayAsync(siteId, by, stop);
        var closedAt = day.ClosedAt;
        day.Reopen(clock.Now, by);
        (await SlotsLeftAsync(siteId, closedAt, stop)).ForEach(slot => slot.Reopen(clock.Now, by));
        await db.SaveChangesAsync(stop);
        news.Changed(siteId);
    }

    private async Task CloseWindowsAsync(Guid siteId, Actor by, CancellationToken stop)
    {
        var open = await db.Set<WindowSession>().Where(s => s.SiteId == siteId && s.ClosedAt == null).ToListAsync(stop);
        open.ForEach(session => session.Close(clock.Now, by));
    }

    // Nobody books a time at which nobody works any more; bookings that exist stay as they were.
    private async Task CloseSlotsAsync(Guid siteId, DateTime now, Actor by, CancellationToken stop) =>
        (await SlotsLeftAsync(siteId, closedAt: null, stop)).ForEach(slot => slot.Close(now, by));

    private Task<List<Slot>> SlotsLeftAsync(Guid siteId, DateTime? closedAt, CancellationToken stop)
    {
        var now = clock.Now;
        return db.Set<Slot>().Where(s => s.SiteId == siteId && s.On == clock.Today && s.StartsAt > now && s.ClosedAt == closedAt).OrderBy(s => s.Id).ToListAsync(stop);
    }

    private async Task EndMessagesAsync(Guid siteId, Actor by, CancellationToken stop) =>
        (await db.Set<HallMessage>().Where(m => m.SiteId == siteId && m.On == clock.Today && m.EndedAt == null).ToListAsync(stop)).ForEach(message => message.End(clock.Now, by));

    private async Task EmptyZonesAsync(Guid siteId, Actor by, CancellationToken stop)
    {
        foreach (var zone in await db.Set<Zone>().AsNoTracking().Where(z => z.SiteId == siteId && z.Inside > 0).OrderBy(z => z.Id).ToListAsync(stop))
        {
            await count.LeaveAsync(zone.Id, zone.Inside, by, stop);
        }
    }
}

/// <summary>The row of a site's day, made when it is first needed.</summary>
public sealed class HallDays(TongbanDb db, HallClock clock)
{
    public Task<HallDay?> FindAsync(Guid siteId, CancellationToken stop = default) =>
        db.Set<HallDay>().SingleOrDefaultAsync(d => d.SiteId == siteId && d.On == clock.Today, stop);

    public async Task<HallDay> TodayAsync(Guid siteId, Actor by, CancellationToken stop = default)
    {
        if (await FindAsync(siteId, stop) is { } there)
        {
            return there;
        }

        var day = new HallDay(db.CentreId, siteId, clock.Today, clock.Now, by);
        db.Add(day);
        return day;
    }
}
