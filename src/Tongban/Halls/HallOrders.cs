using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Live;

namespace Tongban.Halls;

/// <summary>What the manager has ordered for today: stops, messages, the end of the day. Kiosk, wall and ticket read it here.</summary>
public sealed class HallOrders(TongbanDb db, HallClock clock, LiveNews news)
{
    /// <summary>Refuses a walk-in's number while the group is stopped or the day is closed.</summary>
    /// <remarks>Refusals: <c>hall.day-is-closed</c>, <c>hall.tickets-are-stopped</c>.</remarks>
    public async Task RefuseIfStoppedAsync(Guid siteId, Guid groupId, CancellationToken stop = default)
    {
        await RefuseIfClosedAsync(siteId, stop);
        if (await StopOfAsync(siteId, groupId, stop) is { } stopped)
        {
            throw new Refusal("hall.tickets-are-stopped", stopped.Reason);
        }
    }

    /// <summary>Refuses anybody's number after the day was closed.</summary>
    public async Task RefuseIfClosedAsync(Guid siteId, CancellationToken stop = default) =>
        Refusal.Unless(!await IsClosedAsync(siteId, stop), "hall.day-is-closed");

    /// <summary>Whether the manager has closed the day.</summary>
    public Task<bool> IsClosedAsync(Guid siteId, CancellationToken stop = default) =>
        db.Set<HallDay>().AnyAsync(d => d.SiteId == siteId && d.On == clock.Today && d.ClosedAt != null, stop);

    /// <summary>Why a group gives no numbers now, or null.</summary>
    public Task<GroupStop?> StopOfAsync(Guid siteId, Guid groupId, CancellationToken stop = default) =>
        db.Set<GroupStop>().AsNoTracking().FirstOrDefaultAsync(s => s.SiteId == siteId && s.GroupId == groupId && s.On == clock.Today && s.EndedAt == null, stop);

    public async Task<IReadOnlyList<GroupStop>> StopsAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<GroupStop>().AsNoTracking().Where(s => s.SiteId == siteId && s.On == clock.Today && s.EndedAt == null).ToListAsync(stop);

    /// <summary>Messages for everybody at the site and, when given, for those who wait for a group.</summary>
    public async Task<IReadOnlyList<HallMessage>> MessagesAsync(Guid siteId, Guid? groupId = null, CancellationToken stop = default) =>
        await db.Set<HallMessage>().AsNoTracking()
            .Where(m => m.SiteId == siteId && m.On == clock.Today && m.EndedAt == null && (m.GroupId == null || m.GroupId == groupId))
            .OrderByDescending(m => m.SaidAt).ToListAsync(stop);

    /// <summary>Every message of the site, for the manager.</summary>
    public async Task<IReadOnlyList<HallMessage>> AllMessagesAsync(Guid siteId, CancellationToken stop = default) =>
        await db.Set<HallMessage>().AsNoTracking().Where(m => m.SiteId == siteId && m.On == clock.Today && m.EndedAt == null).OrderByDescending(m => m.SaidAt).ToListAsync(stop);

    public Task StopTicketsAsync(Guid siteId, Guid groupId, string reason, Actor by, CancellationToken stop = default) =>
        KeepAsync(siteId, groupId, () => new GroupStop(db.CentreId, siteId, groupId, clock.Today, reason, clock.Now, by), stop);

    public Task SayAsync(Guid siteId, Guid? groupId, string textZh, string textEn, Actor by, CancellationToken stop = default) =>
        KeepAsync(siteId, groupId, () => new HallMessage(db.CentreId, siteId, groupId, clock.Today, textZh, textEn, clock.Now, by), stop);

    public async Task ResumeTicketsAsync(Guid siteId, Guid stopId, Actor by, CancellationToken stop = default)
    {
        var stopped = await db.Set<GroupStop>().SingleOrDefaultAsync(s => s.Id == stopId && s.SiteId == siteId, stop) ?? throw new Refusal("hall.tickets-not-stopped");
        stopped.End(clock.Now, by);
        await SaveAsync(siteId, stopped.GroupId, stop);
    }

    public async Task EndMessageAsync(Guid siteId, Guid messageId, Actor by, CancellationToken stop = default)
    {
        var message = await db.Set<HallMessage>().SingleOrDefaultAsync(m => m.Id == messageId && m.SiteId == siteId, stop) ?? throw new Refusal("hall.message-already-ended");
        message.End(clock.Now, by);
        await SaveAsync(siteId, message.GroupId, stop);
    }

    private async Task KeepAsync(Guid siteId, Guid? groupId, Func<Entity> order, CancellationToken stop)
    {
        Refusal.Unless(groupId is null || await db.Set<MatterGroup>().AnyAsync(g => g.Id == groupId, stop), "matter-group.unknown");
        db.Add((object)order());
        await SaveAsync(siteId, groupId, stop);
    }

    private async Task SaveAsync(Guid siteId, Guid? groupId, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        news.Changed(siteId, groupId is { } group ? [group] : []);
    }
}
