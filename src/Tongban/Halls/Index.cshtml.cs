using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Windows;

namespace Tongban.Halls;

/// <summary>The manager's page: every window live, the lines, and the orders of the day.</summary>
[Needs(Permission.ManageHall)]
public sealed class IndexModel(TongbanDb db, HallClock clock, HallPlace place, HallView view, HallOrders orders, HallDays days, MovingQueues moving, WindowDuty duty, Serving serving, CurrentStaff staff) : TongbanPage
{
    /// <summary>The site's code, for those who run several.</summary>
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public Site Site { get; private set; } = null!;

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public HallNow Now { get; private set; } = null!;

    public HallDay? Day { get; private set; }

    public IReadOnlyList<HallMessage> Messages { get; private set; } = [];

    /// <summary>Clerks of this site who sit at no window.</summary>
    public IReadOnlyList<StaffAccount> Free { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    /// <summary>The windows and lines, fetched again when something changed.</summary>
    public async Task<PartialViewResult> OnGetNowAsync() => Partial("_Now", await view.OfAsync(await place.SiteAsync(SiteCode)));

    public Task<IActionResult> OnPostPauseAsync(Guid windowId) => WithSessionAsync(windowId, session => duty.PauseAsync(session, staff.Actor));

    public Task<IActionResult> OnPostResumeAsync(Guid windowId) => WithSessionAsync(windowId, session => duty.ResumeAsync(session, staff.Actor));

    /// <summary>Closes a window; whoever it holds goes back in line first, when that is asked for.</summary>
    public Task<IActionResult> OnPostCloseAsync(Guid windowId, bool release) => WithSessionAsync(windowId, async session =>
    {
        if (release)
        {
            await serving.ReleaseAsync(windowId, staff.Actor);
        }

        try
        {
            await duty.CloseAsync(session, staff.Actor);
        }
        catch (Refusal held) when (held.Code == "window.still-has-somebody")
        {
            // What a clerk may do then is not what the manager can do.
            throw new Refusal("hall.window-has-somebody");
        }
    });

    public async Task<IActionResult> OnPostOpenAsync(Guid windowId, Guid accountId)
    {
        var site = await place.SiteAsync(SiteCode);
        await MustBeHereAsync(site, windowId);
        var clerk = (await FreeClerksAsync(site)).FirstOrDefault(account => account.Id == accountId) ?? throw new Refusal("hall.clerk-not-free");
        await duty.OpenAsync(windowId, clerk.Id, staff.Actor);
        return Here(site);
    }

    /// <param name="from">The group whose line moves.</param>
    /// <param name="to"><c>g:</c> and a group, or <c>w:</c> and a window.</param>
    /// <param name="most">At most so many, those who have waited longest.</param>
    public async Task<IActionResult> OnPostMoveAsync(Guid from, string? to, int most)
    {
        var site = await place.SiteAsync(SiteCode);
        Refusal.Unless(to is { Length: > 2 } && Guid.TryParse(to[2..], out _), "hall.where-to");
        var id = Guid.Parse(to![2..]);
        await moving.MoveAsync(site.Id, from, to[0] == 'g' ? id : null, to[0] == 'w' ? id : null, most, staff.Actor);
        return Here(site);
    }

    public Task<IActionResult> OnPostStopAsync(Guid groupId, string? reason) => OrderAsync(site => orders.StopTicketsAsync(site.Id, groupId, reason ?? "", staff.Actor));

    public Task<IActionResult> OnPostTicketsAsync(Guid stopId) => OrderAsync(site => orders.ResumeTicketsAsync(site.Id, stopId, staff.Actor));

    public Task<IActionResult> OnPostSayAsync(Guid? groupId, string? textZh, string? textEn) =>
        OrderAsync(site => orders.SayAsync(site.Id, groupId, textZh ?? "", textEn ?? "", staff.Actor));

    public Task<IActionResult> OnPostUnsayAsync(Guid messageId) => OrderAsync(site => orders.EndMessageAsync(site.Id, messageId, staff.Actor));

    public override async Task ShowAgainAsync()
    {
        Sites = await place.SitesAsync();
        Site = await place.SiteAsync(SiteCode);
        Now = await view.OfAsync(Site);
        Day = await days.FindAsync(Site.Id);
        Messages = await orders.AllMessagesAsync(Site.Id);
        Free = await FreeClerksAsync(Site);
    }

    private async Task<IActionResult> OrderAsync(Func<Site, Task> order)
    {
        var site = await place.SiteAsync(SiteCode);
        await order(site);
        return Here(site);
    }

    private async Task<IActionResult> WithSessionAsync(Guid windowId, Func<WindowSession, Task> act)
    {
        var site = await place.SiteAsync(SiteCode);
        await MustBeHereAsync(site, windowId);
        await act(await db.OpenSessionsOf(clock).SingleOrDefaultAsync(s => s.WindowId == windowId) ?? throw new Refusal("window.already-closed"));
        return Here(site);
    }

    private async Task MustBeHereAsync(Site site, Guid windowId) =>
        Refusal.Unless(await db.Set<Window>().AnyAsync(w => w.Id == windowId && w.SiteId == site.Id), "window.unknown");

    private async Task<List<StaffAccount>> FreeClerksAsync(Site site)
    {
        var clerks = db.Set<Post>().Where(p => p.Role == Role.Clerk && p.EndedAt == null && (p.SiteId == null || p.SiteId == site.Id)).Select(p => p.AccountId);
        var seated = db.OpenSessionsOf(clock).Select(s => s.AccountId);
        return await db.Set<StaffAccount>().AsNoTracking().Where(a => a.DisabledAt == null && clerks.Contains(a.Id) && !seated.Contains(a.Id)).OrderBy(a => a.UserName).ToListAsync();
    }

    private LocalRedirectResult Here(Site site) => LocalRedirect(SiteCode is null ? "/staff/hall" : $"/staff/hall?site={site.Code}");
}
