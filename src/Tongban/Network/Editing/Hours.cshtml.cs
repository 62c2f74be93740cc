using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Network.Editing;

/// <summary>A special day or days, and how many people are booked on them.</summary>
public sealed record ComingException(OpeningException Exception, int Booked);

/// <summary>Weekly hours from a day on, and the days that differ.</summary>
[Needs(Permission.Administer)]
public sealed class HoursModel(TongbanDb db, NetworkEditing editing, CurrentStaff staff, HallClock clock, Openings openings) : PlacePage(db)
{
    [BindProperty]
    public string? Workday { get; set; }

    [BindProperty]
    public string? Weekend { get; set; }

    [BindProperty]
    public string? Holiday { get; set; }

    [BindProperty]
    public DateOnly? From { get; set; }

    [BindProperty]
    public DateOnly? FirstDay { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    [BindProperty]
    public DayKind? OnlyFor { get; set; }

    /// <summary>Other hours on those days; nothing: closed.</summary>
    [BindProperty]
    public string? Instead { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ComingException> Coming { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadSiteAsync())
        {
            return NotFound();
        }

        await FillHoursAsync();
        await LoadComingAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await LoadSiteAsync())
        {
            return NotFound();
        }

        var hours = new WeekHours(OpeningText.Parse(Workday), OpeningText.Parse(Weekend), OpeningText.Parse(Holiday));
        await editing.SetHoursAsync(Site, Seen, hours, From ?? throw new Refusal("opening.day-missing"), staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostExceptAsync()
    {
        if (!await LoadSiteAsync())
        {
            return NotFound();
        }

        var first = FirstDay ?? throw new Refusal("opening.day-missing");
        await editing.ExceptAsync(Site, new(first, LastDay ?? first, OnlyFor, OpeningText.Parse(Instead), Reason?.Trim() ?? ""), staff.Actor);
        return Here();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid exceptionId)
    {
        if (!await LoadSiteAsync())
        {
            return NotFound();
        }

        await editing.WithdrawAsync(Site, exceptionId, staff.Actor);
        return Here();
    }

    public override async Task ShowAgainAsync()
    {
        MustBeThere(await LoadSiteAsync());
        await LoadComingAsync();

        // Of the two forms the one that was not sent is filled as it was.
        if (!Request.Form.ContainsKey(nameof(Workday)))
        {
            await FillHoursAsync();
        }
    }

    // What holds on the latest day that is set already, so that a change planned for later is seen.
    private async Task FillHoursAsync()
    {
        var rules = await Db.Set<OpeningRule>().AsNoTracking().Where(rule => rule.SiteId == Site.Id && rule.ZoneId == null).ToListAsync();
        var starts = rules.Select(rule => rule.StartsOn).Append(clock.Today).Max();
        var calendar = await openings.OfAsync(Site.Id);
        (Workday, Weekend, Holiday) = (Told(DayKind.Workday), Told(DayKind.Weekend), Told(DayKind.Holiday));
        (From, Seen) = (starts > clock.Today ? starts : clock.Today.AddDays(1), Site.Version);

        string Told(DayKind kind) => OpeningText.Of(calendar.PatternOf(kind, starts));
    }

    private async Task LoadComingAsync()
    {
        var today = clock.Today;
        var exceptions = await Db.Set<OpeningException>().AsNoTracking().Where(e => e.SiteId == Site.Id && e.WithdrawnAt == null && e.ThroughOn >= today).OrderBy(e => e.FromOn).ToListAsync();
        var booked = await Db.Set<Appointment>().Where(a => a.SiteId == Site.Id && a.Status == AppointmentStatus.Booked && a.On >= today)
            .GroupBy(a => a.On).Select(day => new { day.Key, Count = day.Count() }).ToListAsync();
        var calendar = await openings.OfAsync(Site.Id);
        Coming = [.. exceptions.Select(e => new ComingException(e, booked.Where(day => e.Concerns(day.Key, calendar.KindOf(day.Key))).Sum(day => day.Count)))];
    }

    private LocalRedirectResult Here() => LocalRedirect($"/staff/places/{Site.Code}/hours");
}
