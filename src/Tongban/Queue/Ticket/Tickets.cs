using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Queue.Ticket;

/// <summary>What tickets say beside their visits, read once for all phones that ask in the same second.</summary>
/// <remarks>
/// The visits themselves are not read ahead: five thousand phones ask for one each in ten seconds and more, and all
/// five thousand would be read at every call.
/// </remarks>
public sealed class Tickets(IServiceScopeFactory scopes, LiveFeed feed, HallClock clock)
{
    private readonly SharedReading<Guid, TicketsNow> kept = new(feed, clock, now => now.Count);

    public Task<TicketsNow> OfAsync(Guid centreId) => kept.OfAsync(centreId, centreId, now =>
        scopes.InCentreAsync(centreId, services => BesideAsync(services.GetRequiredService<TongbanDb>(), clock.DayOf(now))));

    /// <summary>The same through the caller's own transaction.</summary>
    internal static async Task<TicketsNow> BesideAsync(TongbanDb db, DateOnly today) => new(
        await db.Set<Window>().AsNoTracking().IgnoreAutoIncludes().Select(window => new { window.Id, window.Label }).ToDictionaryAsync(window => window.Id, window => window.Label),
        await db.Set<HallMessage>().AsNoTracking().Where(message => message.On == today && message.EndedAt == null).OrderByDescending(message => message.SaidAt).ToListAsync());
}

/// <summary>The signs of the windows and what the manager says.</summary>
public sealed class TicketsNow(Dictionary<Guid, string> labels, List<HallMessage> messages)
{
    public int Count => labels.Count;

    /// <summary>What the window's sign says.</summary>
    public string LabelOf(Guid windowId) => labels.GetValueOrDefault(windowId, "");

    /// <summary>What the manager says to everybody at the site and to those who wait for the group.</summary>
    public IReadOnlyList<HallMessage> MessagesFor(Guid siteId, Guid groupId) =>
        messages.FindAll(message => message.SiteId == siteId && (message.GroupId is null || message.GroupId == groupId));
}
