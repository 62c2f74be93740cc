using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Accepting;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.Working;

/// <summary>A department's inbox: what is accepted and waits for a step, the most urgent first.</summary>
[Needs(Permission.DecideCases)]
public sealed class InboxModel(TongbanDb db, CurrentStaff staff, CasesInSight sight, HallClock clock, WorkCalendar calendar) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string Show { get; set; } = "open";

    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];

    public static IReadOnlyList<string> Shown { get; } = ["open", "mine", "decided", "done"];

    public async Task OnGetAsync()
    {
        var cases = Chosen(await sight.OfMyDepartmentsAsync(), staff.AccountId);
        var rows = await (
            from c in cases.AsNoTracking()
            join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
            orderby c.PromisedDueOn == null, c.PromisedDueOn, c.AcceptedAt
            select new { Case = c, version.NameZh, version.NameEn }).Take(Most).ToListAsync();
        var names = await NamesAsync(rows.Select(row => row.Case.OpenStep?.ClaimedById));
        Rows = [.. rows.Select(row => new CaseRow(row.Case, row.NameZh, row.NameEn, ClockView.Of(row.Case, calendar, clock.Today), HolderOf(row.Case, names)))];
    }

    private static IQueryable<Case> Chosen(IQueryable<Case> cases, string show, Guid? me) => show switch
    {
        "mine" => cases.Where(c => c.Status == CaseStatus.Accepted && c.Steps.Any(step => step.State == StepState.Open && step.ClaimedById == me)),
        "decided" => cases.Where(c => c.Status == CaseStatus.Decided),
        "done" => cases.Where(c => c.Status == CaseStatus.Closed),
        _ => cases.Where(c => c.Status == CaseStatus.Accepted),
    };

    private IQueryable<Case> Chosen(IQueryable<Case> cases, Guid? me) => Chosen(cases, Show, me);

    private static string? HolderOf(Case of, Dictionary<Guid, string> names) =>
        of.OpenStep is not { } step ? null
        : Timeline.StepName(step) + (step.ClaimedById is { } holder ? "　" + names.GetValueOrDefault(holder) : "");

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> ids)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(user => wanted.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
    }
}
