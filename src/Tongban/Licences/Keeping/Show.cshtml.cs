using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Licences.Keeping;

/// <summary>One licence as its department sees it; a leader reissues, revokes or cancels it with a reason.</summary>
[Needs(Permission.DecideCases)]
public sealed class ShowModel(TongbanDb db, LicencesInSight sight, LicenceViews views, Issuing issuing, CurrentStaff staff) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    /// <summary>The licence's version when the page was made.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public string Do { get; set; } = "";

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? ValidUntil { get; set; }

    public Licence Licence { get; private set; } = null!;

    public LicenceFacts Facts { get; private set; } = null!;

    public bool IsLeader { get; private set; }

    public IReadOnlyList<Licence> Editions { get; private set; } = [];

    /// <summary>Its PDF, if it is made.</summary>
    public IReadOnlyList<string> Signed { get; private set; } = [];

    public IReadOnlyList<(string What, DateTime At, string By)> History { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        await ShowAsync(found);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // The row first: of two leaders who end it at once the second sees what the first has done.
        await db.LockAsync<Licence>([Id], HttpContext.RequestAborted);
        if (await FindAsync() is not { } found)
        {
            return NotFound();
        }

        if (!await sight.LeadsAsync(found))
        {
            return Forbid();
        }

        Refusal.Unless(found.Version == Seen, "request.changed-meanwhile");
        var shown = Act(found);
        await db.SaveChangesAsync();
        return RedirectToPage(new { id = shown.Id });
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        ModelState.Remove(nameof(Seen));
        var found = await FindAsync();
        MustBeThere(found is not null);
        await ShowAsync(found);
    }

    private Licence Act(Licence on)
    {
        switch (Do)
        {
            case "revoke":
                issuing.Revoke(on, Reason, staff.Actor);
                return on;
            case "cancel":
                issuing.Cancel(on, Reason, staff.Actor);
                return on;
            case "reissue":
                return issuing.Reissue(on, ValidUntil ?? on.ValidUntilOn, Reason, staff.Actor);
            default:
                throw new Refusal("licence.unknown-act");
        }
    }

    private async Task<Licence?> FindAsync() => await (await sight.OfMyDepartmentsAsync()).SingleOrDefaultAsync(licence => licence.Id == Id);

    private async Task ShowAsync(Licence found)
    {
        (Licence, Seen, Facts) = (found, found.Version, views.Of(found));
        IsLeader = await sight.LeadsAsync(found);
        Editions = await views.EditionsAsync(found);
        var paper = SignedPaper.OfLicence(found.Edition);
        Signed = await db.Set<SignedPaper>().Where(signed => signed.CaseId == found.CaseId && signed.Paper == paper).Select(signed => signed.Paper).ToListAsync();
        History = await HistoryAsync();
    }

    private async Task<List<(string What, DateTime At, string By)>> HistoryAsync()
    {
        var facts = await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Licence) && fact.SubjectId == Id).OrderBy(fact => fact.SubjectVersion).ToListAsync();
        var ids = facts.Select(fact => Actor.StaffIdOf(fact.By)).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => Actor.Staff(user.Id).ToString(), user => user.FullName);
        return [.. facts.Select(fact => (fact.What["licence.".Length..], fact.At, names.GetValueOrDefault(fact.By, "")))];
    }
}
