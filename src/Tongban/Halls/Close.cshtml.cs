using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Halls;

/// <summary>Ends the day of a site, or takes that back.</summary>
[Needs(Permission.ManageHall)]
public sealed class CloseModel(HallPlace place, HallView view, HallDays days, ClosingDay closing, UnservedVisits unserved, TongbanDb db, HallClock clock, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public Site Site { get; private set; } = null!;

    public HallNow Now { get; private set; } = null!;

    public HallDay? Day { get; private set; }

    /// <summary>Not done yet; after the end of the day, those whom it ended.</summary>
    public IReadOnlyList<Unserved> Left { get; private set; } = [];

    /// <summary>Bookings of today whose time is still to come.</summary>
    public int Coming { get; private set; }

    public IReadOnlyList<WindowNow> Busy => [.. Now.Windows.Where(row => row.Held is not null)];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync(bool evenAtWindows)
    {
        var site = await place.SiteAsync(SiteCode);
        await closing.CloseAsync(site.Id, evenAtWindows, staff.Actor, HttpContext.RequestAborted);
        return LocalRedirect($"/staff/hall/close?site={site.Code}");
    }

    public async Task<IActionResult> OnPostReopenAsync()
    {
        var site = await place.SiteAsync(SiteCode);
        await closing.ReopenAsync(site.Id, staff.Actor, HttpContext.RequestAborted);
        return LocalRedirect($"/staff/hall?site={site.Code}");
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync(SiteCode);
        Now = await view.OfAsync(Site);
        Day = await days.FindAsync(Site.Id);
        var now = clock.Now;
        Coming = await db.Set<Appointment>().CountAsync(a => a.SiteId == Site.Id && a.On == clock.Today && a.Status == AppointmentStatus.Booked && a.StartsAt > now, HttpContext.RequestAborted);
        Left = await unserved.OfAsync(Site.Id, Day?.ClosedAt, HttpContext.RequestAborted);
    }
}
