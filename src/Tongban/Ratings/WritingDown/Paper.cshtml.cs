using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.WritingDown;

/// <summary>Paper forms: those that wait for a second reading, and the first reading of another one.</summary>
[Needs(Permission.CollectRatings)]
public sealed class PaperModel(TongbanDb db, PaperForms papers, RatableServices services, EvaluationTags tags, PersonalData personal, CurrentStaff staff) : TongbanPage
{
    private const int Most = 30;

    [BindProperty]
    public string? TicketNumber { get; set; }

    [BindProperty]
    public string? TicketCode { get; set; }

    [BindProperty]
    public string? CaseNumber { get; set; }

    [BindProperty]
    public string? QueryCode { get; set; }

    [BindProperty]
    public RatingForm Form { get; set; } = new();

    public IReadOnlyList<(PaperForm Form, ServiceView View)> Waiting { get; private set; } = [];

    public Guid Me => staff.AccountId!.Value;

    public LevelRows Levels => LevelRows.Of(tags, Form, Request);

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var service = string.IsNullOrWhiteSpace(CaseNumber) ? await services.ByTicketAsync(TicketNumber ?? "", TicketCode ?? "") : await services.ByCaseAsync(CaseNumber, QueryCode ?? "");
        await papers.EnterAsync(service, Form.Opinion(tags, Request.Form), Form.Contact(personal), Request.Form.Files["Scan"], staff.Actor, HttpContext.RequestAborted);
        await db.SaveChangesAsync();
        return RedirectToPage();
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var me = staff.AccountId;
        var found = await db.Set<PaperForm>().AsNoTracking().Where(form => form.Status == PaperFormStatus.EnteredOnce && (form.RatedStaffId == null || form.RatedStaffId != me)).OrderBy(form => form.EnteredAt).Take(Most).ToListAsync();
        var waiting = new List<(PaperForm, ServiceView)>();
        foreach (var form in found)
        {
            waiting.Add((form, await services.ShowAsync(await db.Set<Service>().AsNoTracking().SingleAsync(one => one.Id == form.ServiceId))));
        }

        Waiting = waiting;
    }
}
