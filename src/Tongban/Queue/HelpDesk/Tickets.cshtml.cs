using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue.Forecast;
using Tongban.Queue.Ticket;
using Tongban.Shared;
using Tongban.Shared.Rush;

namespace Tongban.Queue.HelpDesk;

/// <summary>
/// The help desk (引导台), for those without a phone: where a number stands, back in line after a missed call, cancelled,
/// or a new one. What the slip promises is done here.
/// </summary>
[Needs(Permission.HelpWithBookings)]
public sealed class TicketsModel(TongbanDb db, HallClock clock, HelpDeskPlace place, TicketReading reading, SiteQueues queues, Returning returning, Group<Arrive, Arrived> arrivals, CurrentStaff staff) : TongbanPage
{
    /// <summary>Longer than any number or ticket address.</summary>
    public const int MaxLength = 300;

    /// <summary>What was typed from the slip, or scanned.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    public Site Site { get; private set; } = null!;

    public TicketNow? Found { get; private set; }

    public IReadOnlyList<GroupNow> Groups { get; private set; } = [];

    public bool IsAskedFor => !string.IsNullOrWhiteSpace(Number);

    public bool MayCancel => Found is { Visit.Status: VisitStatus.InHall, Leg.IsAtWindow: false } && !IsLapsed;

    public bool MayGoGreen => Found is { Visit: { Status: VisitStatus.InHall, GreenAt: null } } && !IsLapsed;

    private bool IsLapsed => Found!.Visit.IsLapsed(clock.Now);

    public bool MayWithdraw => Found is { Visit: { Status: VisitStatus.InHall, HasPrecedence: true } };

    private CancellationToken Stop => HttpContext.RequestAborted;

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostReturnAsync() => Here(await returning.ReturnAsync(await FindOrRefuseAsync(), staff.Actor, Stop));

    public async Task<IActionResult> OnPostCancelAsync() => Here(await returning.CancelAsync(await FindOrRefuseAsync(), staff.Actor, Stop));

    public async Task<IActionResult> OnPostGreenAsync(string? reason) => Here(await returning.GoGreenAsync(await FindOrRefuseAsync(), reason ?? "", staff.Actor, Stop));

    /// <summary>What was said or given does not hold.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync() => Here(await returning.WithdrawAsync(await FindOrRefuseAsync(), staff.Actor, Stop));

    /// <param name="groupId">What for.</param>
    /// <param name="precedence">Whether they asked for precedence.</param>
    /// <param name="green">Why they go through the green channel; empty when they do not.</param>
    [InGroup]
    public async Task<IActionResult> OnPostTakeAsync(Guid groupId, Precedence precedence, string? green)
    {
        var site = await place.SiteAsync(Stop);
        Refusal.Unless(await db.Set<Window>().AnyAsync(window => window.SiteId == site.Id && window.Groups.Any(group => group.GroupId == groupId), Stop), "matter-group.not-served-here");
        var who = new WalkIn(site.Id, groupId, null, precedence, GreenReason: string.IsNullOrEmpty(green) ? null : green);
        return Here((await arrivals.SendAsync(new Arrive(who, Shown: null, staff.Actor), Stop)).OrRefuse().Number);
    }

    public override async Task ShowAgainAsync()
    {
        Site = await place.SiteAsync(Stop);
        Groups = (await queues.OfAsync(Site.Id)).Groups;
        Found = await FindAsync() is { } visit ? await reading.OfAsync(visit, Stop) : null;
    }

    private async Task<Visit> FindOrRefuseAsync() => await FindAsync() ?? throw new Refusal("ticket.unknown");

    private async Task<Visit?> FindAsync()
    {
        var typed = (Number is { Length: <= MaxLength } given ? given : "").Normalize(NormalizationForm.FormKC).Trim();
        var (site, token, number) = (await place.SiteAsync(Stop), TicketAddress.TokenIn(typed), typed.ToUpperInvariant());
        return typed.Length == 0 ? null
            : await db.Set<Visit>().SingleOrDefaultAsync(visit => visit.SiteId == site.Id && visit.On == clock.Today && (visit.Number == number || visit.Token == token), Stop);
    }

    private LocalRedirectResult Here(Visit visit) => Here(visit.Number);

    private LocalRedirectResult Here(string number) => LocalRedirect($"/staff/tickets?number={number}");
}
