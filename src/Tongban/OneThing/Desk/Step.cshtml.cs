using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.OneThing.Desk;

/// <summary>
/// One step at its body's desk: only the answers that it uses, its own materials, and its few buttons. Every act carries
/// the version that the person saw; if a colleague was quicker nothing happens, and the page says what is still possible.
/// </summary>
[Needs(Permission.HandleSteps)]
public sealed class StepModel(TongbanDb db, StepsInSight sight, BundleViews views, Progressing progressing, StepWork work, Arranging arranging, Checking checking, BankFees fees, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    /// <summary>What is wrong, by field or material: ticked, with a reason.</summary>
    [BindProperty]
    public Dictionary<string, string?> Wrong { get; set; } = [];

    [BindProperty]
    public List<string> Marked { get; set; } = [];

    /// <summary>Every material that is not ticked was looked at and is in order.</summary>
    [BindProperty]
    public bool RestInOrder { get; set; }

    /// <summary>Fees that the bank does not take, ticked.</summary>
    [BindProperty]
    public List<Guid> Waived { get; set; } = [];

    /// <summary>What the step gives, by field.</summary>
    [BindProperty]
    public Dictionary<string, string?> Given { get; set; } = [];

    [BindProperty]
    public string? ResultNumber { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public NotAcceptedReason Reason { get; set; }

    [BindProperty]
    public string? Competent { get; set; }

    [BindProperty]
    public Guid Amendment { get; set; }

    /// <summary>When the applicant shall come, on the hall's clock.</summary>
    [BindProperty]
    public DateTime? When { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    public BundleView View { get; private set; } = null!;

    public StepView Step { get; private set; } = null!;

    public IReadOnlyList<CaseFile> Files { get; private set; } = [];

    /// <summary>Somebody who has given a reason reads names and numbers for a while.</summary>
    public bool IsInFull { get; private set; }

    public bool IsConflict { get; private set; }

    /// <summary>What the step's bank waives today.</summary>
    public IReadOnlyList<Tongban.Banks.WaivedFee> Fees { get; private set; } = [];

    /// <summary>A body outside the administration sees its own step and nothing of the others.</summary>
    public bool SeesWhole { get; private set; }

    /// <summary>What may be done with the step as it stands now.</summary>
    public IReadOnlyList<string> Possible => StepMoves.Of(Step);

    /// <summary>Several officers decide it, step by step, in the department's own inbox.</summary>
    public bool IsDecidedElsewhere => Step.State == StepStage.Working && Step.Case!.Status == CaseStatus.Accepted && Step.Content.SeveralOfficers;

    /// <summary>Amendments that this step has to take note of.</summary>
    public IReadOnlyList<Amendment> Unseen => [.. View.Amendments.Where(amendment => amendment.IsOpenFor(Step.Step.No))];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await FindAsync(stop) is not { } found)
        {
            return NotFound();
        }

        await ShowAsync(found.BundleId!.Value, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await FindAsync(stop) is not { BundleId: { } bundleId })
        {
            return NotFound();
        }

        View = await views.OfAsync(await progressing.HoldAsync(bundleId, stop), stop);
        Step = View.Steps.SingleOrDefault(step => step.Case?.Id == Id) ?? throw new Refusal("request.changed-meanwhile");
        Refusal.Unless(Step.Case!.Version == Seen, "request.changed-meanwhile");
        await ActAsync(stop);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/staff/steps/{Id}");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        var found = await FindAsync(HttpContext.RequestAborted);
        MustBeThere(found is not null);
        await ShowAsync(found.BundleId!.Value, HttpContext.RequestAborted);
        if (Response.Headers["Tongban-Refusal"] == "request.changed-meanwhile" || Step.Case!.Version != Seen)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            IsConflict = true;
        }
    }

    private Task ActAsync(CancellationToken stop) => Do switch
    {
        "accept" => AcceptAsync(stop),
        "return" => work.ReturnAsync(View, Step, [.. Marked.Distinct().Select(key => new StepFinding(key, Wrong.GetValueOrDefault(key)))], RestInOrder, staff.Actor),
        "not-accept" => checking.NotAcceptAsync(Step.Case!, Reason, Text ?? "", Competent, staff.Actor),
        "finish" => FinishAsync(stop),
        "refuse" => work.RefuseAsync(View, Step, Text, staff.AccountId!.Value, stop),
        "propose" => arranging.ProposeAsync(View, Step, When, byBody: true, staff.Actor),
        "agree" => Immediately(() => arranging.Agree(View, Step, byBody: true, staff.Actor)),
        "see" => Immediately(() => work.See(View, Step, Amendment, staff.Actor)),
        "unmask" => Immediately(() => checking.Unmask(Step.Case!, Text, staff.Actor)),
        _ => throw new Refusal("case.unknown-act"),
    };

    // What is marked as wrong is never lost by pressing the other button.
    private Task AcceptAsync(CancellationToken stop)
    {
        Refusal.Unless(Marked.Count == 0, "onething.marked");
        return work.AcceptAsync(Step, staff.Actor, stop);
    }

    // One transaction: what the bank waived stands only with the account that it opened.
    private async Task FinishAsync(CancellationToken stop)
    {
        await fees.WaiveAsync(View, Step, Waived, staff.Actor, stop);
        await work.FinishAsync(View, Step, new StepResult(Given, ResultNumber, Document, RestInOrder), staff.Actor, stop);
    }

    private async Task<Case?> FindAsync(CancellationToken stop) => await (await sight.OfMyBodiesAsync()).AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, stop);

    private async Task ShowAsync(Guid bundleId, CancellationToken stop)
    {
        var seen = Seen;
        View = await views.OfAsync(await db.Set<Bundle>().SingleAsync(bundle => bundle.Id == bundleId, stop), stop);
        // A step that was tried again is another case now; the old one has no desk any more.
        Step = View.Steps.SingleOrDefault(step => step.Case?.Id == Id)!;
        MustBeThere(Step is not null, "/staff/steps");
        Files = await db.Set<CaseFile>().AsNoTracking().Where(file => file.CaseId == Id).OrderBy(file => file.UploadedAt).ToListAsync(stop);
        Fees = await fees.OfAsync(Step, stop);
        SeesWhole = await staff.MayAsync(Permission.DecideCases);
        IsInFull = await sight.InFullAsync(Id, staff.Actor, stop);
        Seen = IsConflict || seen == 0 ? Step.Case!.Version : seen;
    }
}
