using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Cases.Progress;

/// <summary>The applicant's own view of a case: clock, what is asked, timeline, result. Without access there is no such page.</summary>
[AllowAnonymous]
public sealed class ShowModel(
    TongbanDb db, ProgressAccess access, CaseViews views, Checking checking, CaseFiles files, Work work, RequestPerson person,
    Corrections corrections, HeldMaterials held, CaseMoments moments, CurrentCitizen citizen, ClockRules rules)
    : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "number")]
    public string Number { get; set; } = "";

    /// <summary>Where the person comes from: <c>applied</c> shows the query code once more, large.</summary>
    [BindProperty(SupportsGet = true, Name = "just")]
    public string? Just { get; set; }

    public CaseView View { get; private set; } = null!;

    /// <summary>What can be uploaded now: what was asked for; before any notice, what is still missing.</summary>
    public IReadOnlyList<ChecklistRow> ToHandIn => [.. View.Checklist.Where(IsOpen)];

    /// <summary>Fields of the application that the notice asked to correct, each with its reason.</summary>
    public IReadOnlyList<FieldRow> ToCorrect => [.. View.Fields.Where(row => View.Case.AskedFields.Any(asked => asked.Field == row.Field))];

    public bool IsAsked => View.Case.Asked.Count + ToCorrect.Count > 0;

    /// <summary>What earlier cases of the signed-in account hold already.</summary>
    public IReadOnlyList<HeldMaterial> Held { get; private set; } = [];

    public int OwedWorkdays => rules.OwedWorkdays.Value;

    /// <summary>Something is missing that may follow, and nobody has promised it yet.</summary>
    public bool MayPromise => View.Case is { PromisedToFollowAt: null } c && c.Status.Allows(CaseMove.Accept) && c.Missing.Any(material => material is { Deferrable: true, State: MaterialState.Missing });

    /// <summary>How the fields that were marked must read.</summary>
    [BindProperty]
    public Dictionary<string, string?> Corrected { get; set; } = [];

    /// <summary>The latest moment that can be rated.</summary>
    public Service? ToRate => View.Services.Count > 0 ? View.Services[^1] : null;

    /// <summary>A kept address whose access is over asks for the query code again; whether there is such a case is not said.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (await MineAsync() is not { } mine)
        {
            return RedirectToPage("/Cases/Progress/Find", new { number = Number });
        }

        await ShowAsync(await checking.AsOfTodayAsync(mine));
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => ActAsync(async mine =>
    {
        var typed = Corrected.Where(pair => Enum.TryParse<CaseField>(pair.Key, out _)).ToDictionary(pair => Enum.Parse<CaseField>(pair.Key), pair => pair.Value);
        var isCorrected = typed.Values.Any(value => !string.IsNullOrWhiteSpace(value));
        corrections.Take(mine, typed, person.Actor);
        await files.TakeAsync(mine, GivenFiles(isCorrected), person.Actor);
    });

    /// <summary>What is held already need not be uploaded again.</summary>
    public Task<IActionResult> OnPostUseAsync(string key) => ActAsync(mine =>
        held.UseAsync(mine, key, citizen.AccountId ?? throw new Refusal("case.not-held"), person.Actor));

    /// <summary>The promise to hand in later what is missing (容缺).</summary>
    public Task<IActionResult> OnPostPromiseAsync() => ActAsync(mine =>
    {
        mine.PromiseToFollow(moments.By(person.Actor));
        return Task.CompletedTask;
    });

    public Task<IActionResult> OnPostWithdrawAsync() => ActAsync(mine =>
    {
        checking.Withdraw(mine, null, person.Actor);
        return Task.CompletedTask;
    });

    /// <summary>Fetching the result online delivers it.</summary>
    public async Task<IActionResult> OnPostResultAsync()
    {
        if (await MineAsync() is not { } mine)
        {
            return NotFound();
        }

        if (mine is { Status: CaseStatus.Closed, DeliveredAt: null, Delivery: DeliveryWay.Download })
        {
            work.Deliver(mine, DeliveryWay.Download, null, person.Actor);
            await db.SaveChangesAsync();
        }

        var file = await db.Set<CaseResult>().Where(result => result.CaseId == mine.Id).Select(result => result.FileId).SingleOrDefaultAsync();
        return LocalRedirect(file is null ? $"/progress/{mine.Number}/papers/{Papers.Result}" : $"/progress/{mine.Number}/files/{file}");
    }

    public override async Task ShowAgainAsync()
    {
        var mine = await MineAsync();
        MustBeThere(mine is not null);
        await ShowAsync(mine);
    }

    private async Task ShowAsync(Case mine)
    {
        View = await views.OfAsync(mine);
        Held = citizen.AccountId is { } account ? await held.OfferedAsync(mine, account) : [];
    }

    private async Task<IActionResult> ActAsync(Func<Case, Task> act)
    {
        if (await MineAsync() is not { } mine)
        {
            return NotFound();
        }

        await checking.DeemIfDueAsync(mine);
        await act(mine);
        await db.SaveChangesAsync();
        return RedirectToPage(new { number = Number });
    }

    private IFormFileCollection GivenFiles(bool isCorrected)
    {
        var uploads = Request.Form.Files;
        Refusal.Unless(isCorrected || uploads.Any(upload => upload.FileName.Length > 0), "case.no-file");
        return uploads;
    }

    private Task<Case?> MineAsync() => access.FindAsync(Number);

    private bool IsOpen(ChecklistRow row) =>
        View.Case.Status.Allows(CaseMove.HandIn)
        && (row.State.IsAsked || (View.Case.Status == CaseStatus.Received && row.State.State is MaterialState.Missing or MaterialState.HandedIn));
}
