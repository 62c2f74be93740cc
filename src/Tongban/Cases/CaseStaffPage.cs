using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Cases;

/// <summary>
/// A staff page on one case. Every act carries the version that the person saw: if a colleague was quicker, nothing
/// happens, and the answer is 409 with the case as it is now and what may be done.
/// </summary>
public abstract class CaseStaffPage(TongbanDb db, CurrentStaff staff, CaseViews views, Checking checking) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The case's version when the page was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Which button was pressed.</summary>
    [BindProperty]
    public string Do { get; set; } = "";

    /// <summary>Why the applicant's data are needed in full.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>What was found, by material key.</summary>
    [BindProperty]
    public Dictionary<string, FindingForm> Findings { get; set; } = [];

    /// <summary>What was found of the application's fields, by field.</summary>
    [BindProperty]
    public Dictionary<string, FindingForm> Fields { get; set; } = [];

    public CaseView View { get; private set; } = null!;

    public bool IsConflict { get; private set; }

    /// <summary>What this person may do on this page with the case as it stands now.</summary>
    public IReadOnlyList<CaseMove> Possible => [.. CaseMoves.AllowedIn(View.Case.Status).Where(Offers)];

    /// <summary>Materials that earlier cases of the same applicant hold; only where they are taken in.</summary>
    public IReadOnlyList<HeldMaterial> Held { get; protected set; } = [];

    /// <summary>The materials that this page checks.</summary>
    public virtual IReadOnlyList<ChecklistRow> ToCheck => View.Checklist;

    /// <summary>Who holds the open step; null when nobody does.</summary>
    public string? Holder => View.Case.OpenStep?.ClaimedById is { } holder ? View.NameOf(Actor.Staff(holder).ToString()) : null;

    protected Checking Checks => checking;

    protected CurrentStaff Staff => staff;

    protected Guid Me => staff.AccountId!.Value;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await (await InSightAsync()).SingleOrDefaultAsync(c => c.Id == Id) is not { } found)
        {
            return NotFound();
        }

        await ShowAsync(await checking.AsOfTodayAsync(found));
        return Page();
    }

    public override async Task ShowAgainAsync()
    {
        // Undone work must not be shown as if it had happened.
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        var found = await (await InSightAsync()).SingleOrDefaultAsync(c => c.Id == Id);
        MustBeThere(found is not null);
        await ShowAsync(found);

        // Whatever the act was refused for: when the case has moved on, that is what the person has to know. A colleague
        // may have been quicker between our reading of the case and of its steps.
        if (Response.Headers["Tongban-Refusal"] == "request.changed-meanwhile" || View.Case.Version != Seen)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            IsConflict = true;
        }

        Seen = View.Case.Version;
    }

    /// <summary>What was typed for a material in the form that was refused; nothing after a conflict, when the case is another.</summary>
    public FindingForm? Typed(string key) => IsConflict ? null : Findings.GetValueOrDefault(key);

    public FindingForm? Typed(CaseField field) => IsConflict ? null : Fields.GetValueOrDefault(field.ToString());

    protected abstract Task<IQueryable<Case>> InSightAsync();

    /// <summary>Whether this page offers a move that the state allows.</summary>
    protected abstract bool Offers(CaseMove move);

    /// <summary>What the page needs beside the view.</summary>
    protected virtual Task ShownAsync() => Task.CompletedTask;

    protected Task<ItemVersion> VersionAsync(Case of) => db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == of.ItemVersionId);

    /// <summary>Finds the case for an act, as it was seen; does the act; saves; back to the page.</summary>
    protected async Task<IActionResult> ActAsync(Func<Case, Task> act)
    {
        // The row first: a colleague must not be quicker between our reading of the case and of its steps.
        await db.LockAsync<Case>([Id], HttpContext.RequestAborted);
        if (await (await InSightAsync()).SingleOrDefaultAsync(c => c.Id == Id) is not { } found)
        {
            return NotFound();
        }

        Refusal.Unless(found.Version == Seen, "request.changed-meanwhile");
        await checking.DeemIfDueAsync(found);
        await (Do == "unmask" ? UnmaskAsync(found) : act(found));
        await db.SaveChangesAsync();
        return RedirectToPage(new { id = Id });
    }

    protected IReadOnlyList<Finding> Found() =>
    [
        .. Findings.Where(pair => pair.Value?.State is not null).Select(pair => new Finding(pair.Key, pair.Value.State!.Value, pair.Value.Reason)),
        .. FieldsGiven().Where(given => given.Form.State is not null).Select(given => new Finding(CaseNoticeLine.KeyOf(given.Field), given.Form.State!.Value, given.Form.Reason)),
    ];

    /// <summary>What was typed for the application's fields.</summary>
    protected IReadOnlyList<(CaseField Field, FindingForm Form)> FieldsGiven() =>
        [.. Fields.Where(pair => pair.Value is not null && Enum.TryParse<CaseField>(pair.Key, out _)).Select(pair => (Enum.Parse<CaseField>(pair.Key), pair.Value))];

    private Task UnmaskAsync(Case found)
    {
        checking.Unmask(found, Why, staff.Actor);
        return Task.CompletedTask;
    }

    private async Task ShowAsync(Case found)
    {
        View = await views.OfAsync(found, staff.Actor);
        Seen = found.Version;
        await ShownAsync();
    }
}

/// <summary>A clerk's finding in a form.</summary>
public sealed class FindingForm
{
    public MaterialState? State { get; set; }

    public string? Reason { get; set; }

    /// <summary>Of a field: how it must read.</summary>
    public string? Value { get; set; }
}
