using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits;
using Tongban.Cases;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Shared;

namespace Tongban.OneThing.Progress;

/// <summary>The applicant's one answer: how far it is, whose turn it is, what has been given, and what to mend in place.</summary>
[ForCitizens]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class ShowModel(TongbanDb db, BundleViews views, Progressing progressing, Mending mending, Arranging arranging, Consequences consequences, BankFees fees, CurrentCitizen citizen) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Number { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "just")]
    public string? Just { get; set; }

    public BundleView View { get; private set; } = null!;

    /// <summary>The token by which the whole is rated, once it is done.</summary>
    public string? ToRate { get; private set; }

    /// <summary>What was typed in a form that was refused.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    /// <summary>Why a step sent a material back.</summary>
    public IReadOnlyDictionary<(int Step, string Key), string> Reasons { get; private set; } = new Dictionary<(int, string), string>();

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await MineAsync(stop) is not { } mine)
        {
            return NotFound();
        }

        await ShowAsync(mine, stop);
        return Page();
    }

    public Task<IActionResult> OnPostMendAsync(int step, CancellationToken stop) =>
        ActAsync((view, by) => mending.MendAsync(view, step, Typed, Request.Form.Files, by, stop), stop);

    /// <summary>What was promised to follow.</summary>
    public Task<IActionResult> OnPostFollowAsync(CancellationToken stop) => ActAsync((view, by) => mending.FollowAsync(view, Request.Form.Files, by, stop), stop);

    public Task<IActionResult> OnPostChangeAsync(CancellationToken stop) => ActAsync(
        (view, by) =>
        {
            mending.Change(view, Typed, by);
            return Task.CompletedTask;
        },
        stop);

    public Task<IActionResult> OnPostAgreeAsync(int step, CancellationToken stop) => ActAsync(
        (view, by) =>
        {
            arranging.Agree(view, view.Step(step), byBody: false, by);
            return Task.CompletedTask;
        },
        stop);

    public Task<IActionResult> OnPostProposeAsync(int step, DateTime? when, CancellationToken stop) =>
        ActAsync((view, by) => arranging.ProposeAsync(view, view.Step(step), when, byBody: false, by), stop);

    public Task<IActionResult> OnPostRetryAsync(int step, CancellationToken stop) => ActAsync((view, by) => mending.RetryAsync(view, step, by, stop), stop);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken stop) => ActAsync((view, by) => mending.CancelAsync(view, null, by), stop);

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var mine = await MineAsync(HttpContext.RequestAborted);
        MustBeThere(mine is not null);
        await ShowAsync(mine, HttpContext.RequestAborted);
    }

    /// <summary>A field to mend or change.</summary>
    public FieldShown Show(FieldContent field, string? fault = null, int? step = null) =>
        new(field, Typed.GetValueOrDefault(field.Id) ?? View.Answers.GetValueOrDefault(field.Id, ""), fault, null, false, step is null ? "a" : $"m{step}");

    /// <summary>What was given free in its steps: kind, quantity, cost in fen; what was taken back is not among it.</summary>
    public IReadOnlyList<(string NameZh, string NameEn, long CostFen)> Free { get; private set; } = [];

    /// <summary>Fees that a bank did not take in its step.</summary>
    public IReadOnlyList<(string NameZh, string NameEn, long AmountFen)> Waived { get; private set; } = [];

    /// <summary>The enterprise stands in the register: it may ask banks about credit.</summary>
    public bool MayAskForCredit => View.Steps.Any(step => step is { State: StepStage.Done, Content.Registers: not null }) && View.Bundle.Status != BundleStatus.Cancelled;

    /// <summary>The results on their way by post.</summary>
    public Parcel? Parcel { get; private set; }

    /// <summary>What may still be changed by the applicant.</summary>
    public IReadOnlyList<FieldContent> Changeable => [.. View.Form.Fields.Where(one => Mending.MayChange(View.Content, one) && !Mending.IsUsedUp(View, one))];

    private async Task ShowAsync(Bundle mine, CancellationToken stop)
    {
        View = await views.OfAsync(mine, stop);
        Parcel = await db.Set<Parcel>().AsNoTracking().SingleOrDefaultAsync(parcel => parcel.BundleId == mine.Id && parcel.MailedAt != null, stop);
        ToRate = await db.Set<Service>().Where(service => service.BundleId == mine.Id).Select(service => service.Token).SingleOrDefaultAsync(stop);
        Free = [.. (await consequences.GrantsOf(mine).Where(grant => grant.ReversedAt == null).Join(db.Set<BenefitKind>(), grant => grant.KindId, kind => kind.Id, (grant, kind) => new { kind.NameZh, kind.NameEn, grant.CostFen }).ToListAsync(stop)).Select(row => (row.NameZh, row.NameEn, row.CostFen))];
        Waived = await fees.WaivedInAsync(mine, stop);
        var cases = View.Returned.ToDictionary(step => step.Case!.Id, step => step.Step.No);
        var ids = cases.Keys.ToList();
        var notices = await db.Set<CaseNotice>().AsNoTracking().Where(notice => ids.Contains(notice.CaseId)).OrderBy(notice => notice.Number).ToListAsync(stop);
        Reasons = notices.SelectMany(notice => notice.Lines).GroupBy(line => (cases[line.CaseId], line.Key)).ToDictionary(lines => lines.Key, lines => lines.Last().Reason);
    }

    private async Task<IActionResult> ActAsync(Func<BundleView, Actor, Task> act, CancellationToken stop)
    {
        if (await MineAsync(stop) is not { Status: BundleStatus.Running } mine)
        {
            return NotFound();
        }

        var view = await views.OfAsync(await progressing.HoldAsync(mine.Id, stop), stop);
        Typed = TypedAnswers.Of(Request.Form, view.Content);
        await act(view, citizen.Actor);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/onething/mine/{mine.Number}");
    }

    private Task<Bundle?> MineAsync(CancellationToken stop)
    {
        var number = Number.ToUpperInvariant();
        return db.Set<Bundle>().SingleOrDefaultAsync(bundle => bundle.Number == number && bundle.AccountId == citizen.AccountId, stop);
    }
}
