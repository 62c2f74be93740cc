using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue.Forecast;
using Tongban.Shared;

namespace Tongban.Halls;

/// <summary>
/// The list that lies on paper every morning: today's bookings, and numbered rows in which numbers are given by hand
/// when the power is out. Masked, because paper lies about.
/// </summary>
[Needs(Permission.ManageHall)]
public sealed class PowerCutModel(TongbanDb db, HallPlace place, HallDays days, SiteQueues queues, PersonalData personal, CurrentStaff staff, HallClock clock) : TongbanPage
{
    public const int RowsEach = 15;

    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    public Site Site { get; private set; } = null!;

    public HallDay? Day { get; private set; }

    public IReadOnlyList<GroupNow> Groups { get; private set; } = [];

    public ILookup<Guid, Appointment> Bookings { get; private set; } = Array.Empty<Appointment>().ToLookup(a => a.GroupId);

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var site = await place.SiteAsync(SiteCode);
        (await days.TodayAsync(site.Id, staff.Actor)).ListIsPrinted(clock.Now, staff.Actor);
        await db.SaveChangesAsync();
        return LocalRedirect($"/staff/hall?site={site.Code}");
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync(SiteCode);
        Day = await days.FindAsync(Site.Id);
        Groups = (await queues.OfAsync(Site.Id)).Groups;
        var bookings = await db.Set<Appointment>().AsNoTracking()
            .Where(a => a.SiteId == Site.Id && a.On == clock.Today && a.Status == AppointmentStatus.Booked)
            .OrderBy(a => a.StartsAt).ThenBy(a => a.Code).ToListAsync();
        Bookings = bookings.ToLookup(booking => booking.GroupId);
    }

    public string PhoneTail(Appointment booking) =>
        booking is { PhoneCipher: { } cipher, PhoneHash: { } hash } ? personal.Open(new Sealed(cipher, hash))[^4..] : "";
}
