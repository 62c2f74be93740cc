using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Catalogue;
using Tongban.Catalogue.Guiding;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;

namespace Tongban.Cases.Receiving;

/// <summary>Receiving at the window: matter, questions, applicant, checklist, and at once the notice, the acceptance or the end.</summary>
[Needs(Permission.AcceptCases)]
public sealed class NewModel(
    TongbanDb db, CurrentStaff staff, CasesInSight sight, OfferedItems items, Reception reception, Checking checking, CaseFiles files, Work work, ClockRules rules)
    : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "leg")]
    public Guid? LegId { get; set; }

    [BindProperty(SupportsGet = true, Name = "item")]
    public string? ItemCode { get; set; }

    [BindProperty]
    public ApplicantForm Form { get; set; } = new();

    [BindProperty]
    public Dictionary<string, FindingForm> Findings { get; set; } = [];

    [BindProperty]
    public bool Defer { get; set; }

    [BindProperty]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    public int OwedWorkdays => rules.OwedWorkdays.Value;

    public string? TicketNumber { get; private set; }

    public OfferedItem? Offered { get; private set; }

    public IReadOnlyList<(string Code, string Zh, string En)> Choices { get; private set; } = [];

    public Answers Answers { get; private set; } = null!;

    public IReadOnlyList<Material> Materials => Offered?.Content.MaterialsFor(Answers.Given) ?? [];

    public async Task<IActionResult> OnGetAsync()
    {
        var leg = await LegAsync();
        if (LegId is not null && leg is null)
        {
            return NotFound();
        }

        await LoadAsync(leg);
        if (leg is not null)
        {
            Prefill(await BookedNameAsync(leg));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var leg = await LegAsync();
        await LoadAsync(leg);
        Refusal.Unless(Offered is not null, "case.no-item");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var site = leg?.SiteId ?? await sight.MySiteAsync() ?? throw new Refusal("case.no-site");
        var opened = await reception.OpenAsync(new Application(Offered!, Answers.Given, Form, site, leg?.Id, CaseChannel.Window, null), staff.Actor);
        await files.TakeAsync(opened, Request.Form.Files, staff.Actor);
        var found = Found();
        checking.Mark(opened, found, staff.Actor);
        await (Do switch
        {
            "accept" => checking.AcceptAsync(opened, Defer, staff.Actor),
            "notify" => checking.NotifyAsync(opened, found, null, staff.Actor),
            "finish" => work.FinishAtOnceAsync(opened, ResultNumber, staff.Actor),
            _ => Task.CompletedTask,
        });
        await db.SaveChangesAsync();
        return RedirectToPage("/Cases/Accepting/Show", new { id = opened.Id });
    }

    public override async Task ShowAgainAsync() => await LoadAsync(await LegAsync());

    private List<Finding> Found() =>
        [.. Findings.Where(pair => pair.Value?.State is not null).Select(pair => new Finding(pair.Key, pair.Value.State!.Value, pair.Value.Reason))];

    // Only who stands at one's own window.
    private async Task<Leg?> LegAsync() =>
        LegId is { } id ? await db.Set<Leg>().AsNoTracking().SingleOrDefaultAsync(leg => leg.Id == id && leg.StaffId == staff.AccountId) : null;

    private async Task LoadAsync(Leg? leg)
    {
        if (leg is not null)
        {
            TicketNumber = await db.Set<Visit>().Where(visit => visit.Id == leg.VisitId).Select(visit => visit.Number).SingleAsync();
        }

        Offered = ItemCode is { Length: > 0 } code ? await items.FindAsync(code)
            : leg?.ItemId is { } itemId ? await items.FindAsync(itemId)
            : null;
        Choices = Offered is null ? await items.ListAsync(leg?.GroupId) : [];
        if (Offered is not null)
        {
            Answers = Answers.From(Offered.Content, Request.Query);
        }
    }

    // Who booked is the one who came: of an organisation the person acting for it, never its name.
    private void Prefill(string? came)
    {
        if (Offered?.Content.Audience.Contains(ItemContent.Enterprise) == true)
        {
            Form.Handler = came;
        }
        else
        {
            Form.Name = came;
        }
    }

    private async Task<string?> BookedNameAsync(Leg leg) => await (
        from visit in db.Set<Visit>()
        join appointment in db.Set<Appointment>() on visit.AppointmentId equals appointment.Id
        where visit.Id == leg.VisitId
        select appointment.PersonName).SingleOrDefaultAsync();
}
