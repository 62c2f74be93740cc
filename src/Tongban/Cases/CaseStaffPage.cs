using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

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

    /// <summary>What was found, by material key.</summary>
    [BindProperty]
    public Dictionary<string, FindingForm> Findings { get; set; } = [];

    public CaseView View { get; private set; } = null!;

    public bool IsConflict { get; private set; }

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
        if (Response.Headers["Tongban-Refusal"] == "request.changed-meanwhile")
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            IsConflict = true;
        }

        // Undone work must not be shown as if it had happened.
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        await ShowAsync(await (await InSightAsync()).SingleAsync(c => c.Id == Id));
        Seen = View.Case.Version;
    }

    protected abstract Task<IQueryable<Case>> InSightAsync();

    /// <summary>What the page needs beside the view.</summary>
    protected virtual Task ShownAsync() => Task.CompletedTask;

    protected Task<ItemVersion> VersionAsync(Case of) => db.Set<ItemVersion>().AsNoTracking().SingleAsync(version => version.Id == of.ItemVersionId);

    /// <summary>Finds the case for an act, as it was seen; does the act; saves; back to the page.</summary>
    protected async Task<IActionResult> ActAsync(Func<Case, Task> act)
    {
        if (await (await InSightAsync()).SingleOrDefaultAsync(c => c.Id == Id) is not { } found)
        {
            return NotFound();
        }

        Refusal.Unless(found.Version == Seen, "request.changed-meanwhile");
        await checking.DeemIfDueAsync(found);
        await act(found);
        await db.SaveChangesAsync();
        return RedirectToPage(new { id = Id });
    }

    protected IReadOnlyList<Finding> Found() =>
        [.. Findings.Where(pair => pair.Value?.State is not null).Select(pair => new Finding(pair.Key, pair.Value.State!.Value, pair.Value.Reason))];

    private async Task ShowAsync(Case found)
    {
        View = await views.OfAsync(found);
        Seen = found.Version;
        await ShownAsync();
    }
}

/// <summary>A clerk's finding in a form.</summary>
public sealed class FindingForm
{
    public MaterialState? State { get; set; }

    public string? Reason { get; set; }
}
