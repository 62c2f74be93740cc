using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.Accepting;

/// <summary>A case in a list.</summary>
public sealed record CaseRow(Case Case, string NameZh, string NameEn, ClockView? Clock, string? Holder);

/// <summary>What the windows of one's site have to check, accept, hand over; and a look-up by number.</summary>
[Needs(Permission.AcceptCases)]
public sealed class ListModel(TongbanDb db, CasesInSight sight, HallClock clock, WorkCalendar calendar) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string Show { get; set; } = "check";

    [BindProperty(SupportsGet = true, Name = "number")]
    public string? Number { get; set; }

    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];

    public static IReadOnlyList<string> Shown { get; } = ["check", "waiting", "running", "deliver"];

    public async Task OnGetAsync()
    {
        var cases = Chosen(await sight.OfMySitesAsync());
        var rows = await (
            from c in cases.AsNoTracking()
            join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
            orderby c.NoticeDueOn == null, c.NoticeDueOn, c.ReceivedAt descending
            select new { Case = c, version.NameZh, version.NameEn }).Take(Most).ToListAsync();
        Rows = [.. rows.Select(row => new CaseRow(row.Case, row.NameZh, row.NameEn, ClockView.Of(row.Case, calendar, clock.Today), null))];
    }

    private IQueryable<Case> Chosen(IQueryable<Case> cases)
    {
        if (Number?.Trim() is { Length: > 0 } number)
        {
            return cases.Where(c => c.Number.EndsWith(number));
        }

        return Show switch
        {
            "waiting" => cases.Where(c => c.Status == CaseStatus.AwaitingMaterials),
            "running" => cases.Where(c => c.Status == CaseStatus.Accepted),
            "deliver" => cases.Where(c => c.Status == CaseStatus.Decided || (c.Status == CaseStatus.Closed && c.DeliveredAt == null)),
            _ => cases.Where(c => c.Status == CaseStatus.Received || c.Status == CaseStatus.Supplemented),
        };
    }
}
