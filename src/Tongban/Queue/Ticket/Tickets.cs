using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Queue.Ticket;

/// <summary>Everybody who is in the centre's halls now, read once for all phones that ask in the same second.</summary>
public sealed class Tickets(IServiceScopeFactory scopes, LiveFeed feed, HallClock clock)
{
    private readonly SharedReading<Guid, TicketsNow> kept = new(feed, clock, now => now.Count);

    public Task<TicketsNow> OfAsync(Guid centreId) => kept.OfAsync(centreId, centreId, now =>
        scopes.InCentreAsync(centreId, services => ReadAsync(services.GetRequiredService<TongbanDb>(), clock.DayOf(now))));

    /// <summary>What tickets say beside their visits, through the caller's own transaction.</summary>
    internal static Task<TicketsNow> BesideAsync(TongbanDb db, DateOnly today) => ReadAsync(db, today, []);

    private static async Task<TicketsNow> ReadAsync(TongbanDb db, DateOnly today) =>
        await ReadAsync(db, today, await db.Set<Visit>().AsNoTracking().Where(visit => visit.On == today && visit.Status == VisitStatus.InHall).ToDictionaryAsync(visit => visit.Token));

    private static async Task<TicketsNow> ReadAsync(TongbanDb db, DateOnly today, Dictionary<string, Visit> visits) => new(
        visits,
        await db.Set<Window>().AsNoTracking().ToDictionaryAsync(window => window.Id, window => window.Label),
        await db.Set<HallMessage>().AsNoTracking().Where(message => message.On == today && message.EndedAt == null).OrderByDescending(message => message.SaidAt).ToListAsync());
}

/// <summary>The visits that go on, by the token of their ticket, with what their tickets say beside them.</summary>
public sealed class TicketsNow(Dictionary<string, Visit> visits, Dictionary<Guid, string> labels, List<HallMessage> messages)
{
    public int Count => visits.Count;

    public Visit? Find(string token) => visits.GetValueOrDefault(token);

    /// <summary>What the window's sign says.</summary>
    public string LabelOf(Guid windowId) => labels.GetValueOrDefault(windowId, "");

    /// <summary>What the manager says to everybody at the site and to those who wait for the group.</summary>
    public IReadOnlyList<HallMessage> MessagesFor(Guid siteId, Guid groupId) =>
        messages.FindAll(message => message.SiteId == siteId && (message.GroupId is null || message.GroupId == groupId));
}
