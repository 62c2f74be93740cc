using Microsoft.AspNetCore.Mvc;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Closing;

/// <summary>
/// The manager closes a site for some days or gives them other hours. First the page shows whose bookings that
/// touches; afterwards it lists them until each was moved or cancelled.
/// </summary>
[Needs(Permission.ManageHall)]
public sealed class HoursModel(TongbanDb db, Closings closings, Conflicts conflicts, Openings openings, SlotPlanning planning, ManagedSites sites, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "site")]
    public string? SiteCode { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Through { get; set; }

    [BindProperty(SupportsGet = true)]
    public DayKind? OnlyFor { get; set; }

    [BindProperty(SupportsGet = true)]
    public TimeOnly? Opens { get; set; }

    [BindProperty(SupportsGet = true)]
    public TimeOnly? Closes { get; set; }

    /// <summary>Open in the usual break too.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ThroughBreak { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Reason { get; set; }

    /// <summary>What was withdrawn a moment ago.</summary>
    [BindProperty(SupportsGet = true, Name = "withdrawn")]
    public Guid? WithdrawnId { get; set; }

    public OpeningException? Withdrawn { get; private set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public Site Site { get; private set; } = null!;

    public OpeningCalendar Calendar { get; private set; } = null!;

    public IReadOnlyList<OpeningException> Coming { get; private set; } = [];

    /// <summary>Bookings that lie outside of the hours as they are.</summary>
    public IReadOnlyList<Conflict> Outside { get; private set; } = [];

    /// <summary>What was asked for and is not done yet, with those whom it would touch.</summary>
    public OpeningException? Proposed { get; private set; }

    public IReadOnlyList<Conflict> Touched { get; private set; } = [];

    private ClosingWish Wish => new(From ?? throw new Refusal("opening.no-day"), Through, OnlyFor, Opens, Closes, Reason, ThroughBreak);

    public async Task OnGetAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        Withdrawn = WithdrawnId is { } id ? await closings.WithdrawnAsync(Site, id, stop) : null;
        if (From is not null)
        {
            Proposed = closings.Propose(Site, Wish, staff.Actor);
            var already = Outside.Select(conflict => conflict.Booking.Id).ToHashSet();
            Touched = [.. (await conflicts.OfAsync(Site, Proposed, stop)).Where(conflict => !already.Contains(conflict.Booking.Id))];
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        await closings.CloseAsync(Site, Wish, staff.Actor, stop);
        return Back();
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop)
    {
        await FindSiteAsync(stop);
        await closings.WithdrawAsync(Site, id, staff.Actor, stop);
        return LocalRedirect($"/staff/hours?site={Site.Code}&withdrawn={id}");
    }

    public async Task<IActionResult> OnPostTellAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        await conflicts.TellAsync(Site, staff.Actor, stop);
        return Back();
    }

    public override Task ShowAgainAsync() => LoadAsync(default);

    private LocalRedirectResult Back() => LocalRedirect($"/staff/hours?site={Site.Code}");

    private async Task LoadAsync(CancellationToken stop)
    {
        await FindSiteAsync(stop);
        if (db.Database.CurrentTransaction is null)
        {
            await planning.ExtendAsync(Site.Id, stop);
        }

        Calendar = await openings.OfAsync(Site.Id);
        Coming = await closings.ComingAsync(Site.Id, stop);
        Outside = await conflicts.OfAsync(Site, null, stop);
    }

    private async Task FindSiteAsync(CancellationToken stop)
    {
        Sites = await sites.OfAsync(Permission.ManageHall, stop);
        Site = Sites.FirstOrDefault(site => site.Code == SiteCode) ?? Sites.FirstOrDefault() ?? throw new Refusal("opening.no-site");
    }
}
