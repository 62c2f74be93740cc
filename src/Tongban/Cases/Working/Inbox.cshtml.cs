using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Accepting;
using Tongban.Cases.Showing;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.Working;

/// <summary>A department's inbox: what is accepted and waits for a step, the most urgent first.</summary>
[Needs(Permission.DecideCases)]
public sealed class InboxModel(TongbanDb db, CurrentStaff staff, CasesInSight sight, HallClock clock, WorkCalendar calendar, ClockRules rules) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];

    public static IReadOnlyList<string> Shown { get; } = ["open", "mine", "decided", "asked", "alerts", "before", "again", "done"];

    /// <summary>How often the department asked for something new after its one notice, in cases received this year.</summary>
    public int Again { get; private set; }

    /// <summary>Cases whose clock has come to a threshold and of which no leader has taken note.</summary>
    public int Alerts { get; private set; }

    public async Task OnGetAsync()
    {
        Show ??= Shown[0];
        var mine = await sight.OfMyDepartmentsAsync();
        var newYear = new DateOnly(clock.Today.Year, 1, 1);
        Again = await mine.Where(c => c.ExtraNotices > 0 && c.ReceivedOn >= newYear).SumAsync(c => c.ExtraNotices);
        Alerts = await Chosen(mine, "alerts", null).CountAsync();
        var cases = Chosen(mine, staff.AccountId);
        var rows = await (
            from c in cases.AsNoTracking()
            join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
            orderby c.PromisedDueOn == null, c.PromisedDueOn, c.AcceptedAt
            select new { Case = c, version.NameZh, version.NameEn }).Take(Most).ToListAsync();
        var names = await NamesAsync(rows.Select(row => row.Case.OpenStep?.ClaimedById));
        Rows = [.. rows.Select(row => new CaseRow(row.Case, row.NameZh, row.NameEn, ClockView.Of(row.Case, calendar, clock.Today, rules), CaseClocks.Of(CaseTimes.From(row.Case), calendar, rules, clock.Today), HolderOf(row.Case, names)))];
    }

    private IQueryable<Case> Chosen(IQueryable<Case> cases, string? show, Guid? me) => show switch
    {
        "mine" => cases.Where(c => c.Status == CaseStatus.Accepted && c.Steps.Any(step => step.State == StepState.Open && step.ClaimedById == me)),
        "decided" => cases.Where(c => c.Status == CaseStatus.Decided),
        // Where an officer waits for a leader's word on an extension.
        "asked" => cases.Where(c => c.Status == CaseStatus.Accepted && c.ExtensionAsked != null),
        // Where a clock has come to a threshold and no leader has taken note.
        "alerts" => cases.Where(c => db.Set<CaseAlert>().Any(alert => alert.CaseId == c.Id && alert.SeenAt == null)),
        // What a window checks still: where a leader allows a second notice.
        "before" => cases.Where(c => c.Status == CaseStatus.Received || c.Status == CaseStatus.AwaitingMaterials || c.Status == CaseStatus.Supplemented),
        "again" => cases.Where(c => c.ExtraNotices > 0),
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
