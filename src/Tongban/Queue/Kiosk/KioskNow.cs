using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Forecast;

namespace Tongban.Queue.Kiosk;

/// <summary>A group as the kiosk offers it.</summary>
public sealed record KioskGroup(GroupNow Now, IReadOnlyList<EverydayItem> Items, TicketStop? Stop)
{
    public string Letter => Now.Group.TicketLetter;
}

/// <summary>What this kiosk's site offers at this moment.</summary>
public sealed class KioskNow(TongbanDb db, HallClock clock, CurrentDevice device, SiteQueues queues, TodaysHours hours, Everyday everyday, HallOrders orders, HallPlace place)
{
    private Site? site;

    /// <summary>Where the kiosk stands. A manager who tries it out sees the own hall.</summary>
    public async Task<Site> SiteAsync(CancellationToken stop) => site ??= device.SiteId is { } here
        ? await db.Set<Site>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == here, stop) ?? throw new Refusal("kiosk.no-site")
        : await place.SiteAsync(null, stop);

    public async Task<IReadOnlyList<KioskGroup>> GroupsAsync(CancellationToken stop)
    {
        var here = await SiteAsync(stop);
        var now = await queues.OfAsync(here.Id);
        var spans = await orders.IsClosedAsync(here.Id, stop) ? [] : await hours.OfSiteAsync(here.Id);
        var ordered = (await orders.StopsAsync(here.Id, stop)).ToLookup(one => one.GroupId);
        var items = (await everyday.AtSiteAsync(db, here.Code, stop)).ToLookup(item => item.GroupId);
        return [.. now.Groups.Select(group => new KioskGroup(group, [.. items[group.Group.Id]], StopOf(group, spans, ordered[group.Group.Id].FirstOrDefault())))];
    }

    /// <summary>The manager has closed the hall's day.</summary>
    public async Task<bool> IsClosedAsync(CancellationToken stop) => await orders.IsClosedAsync((await SiteAsync(stop)).Id, stop);

    /// <summary>What the manager says to everybody here.</summary>
    public async Task<IReadOnlyList<HallMessage>> MessagesAsync(CancellationToken stop) =>
        [.. (await orders.MessagesAsync((await SiteAsync(stop)).Id, stop: stop)).Where(message => message.GroupId is null)];

    public async Task<KioskGroup?> GroupAsync(string letter, CancellationToken stop) =>
        (await GroupsAsync(stop)).FirstOrDefault(group => group.Letter == letter);

    private TicketStop? StopOf(GroupNow group, IReadOnlyList<OpenSpan> spans, GroupStop? ordered) =>
        ordered is not null
            ? new TicketStop(TicketStopReason.Ordered, null, ordered.Reason)
            : TicketStop.For(clock.Now, spans, group.Wait, group.MinutesEach);
}
