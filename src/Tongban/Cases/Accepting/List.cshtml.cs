using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Cases.Accepting;

/// <summary>A case in a list.</summary>
public sealed record CaseRow(Case Case, string NameZh, string NameEn, ClockView? Clock, IReadOnlyList<RunningClock> Clocks, string? Holder);

/// <summary>
/// What the windows of one's site have to check, accept, hand over; and a look-up by number, or by the person who stands
/// there with a card and no receipt. That is a POST: a person's numbers do not belong in an address.
/// </summary>
[Needs(Permission.AcceptCases)]
[OutsideTransaction]
public sealed class ListModel(TongbanDb db, CasesInSight sight, HallClock clock, WorkCalendar calendar, PersonalData personal, ClockRules rules) : TongbanPage
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true, Name = "show")]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "number")]
    public string? Number { get; set; }

    /// <summary>An identity or a mobile number.</summary>
    [BindProperty]
    public string? Person { get; set; }

    public IReadOnlyList<CaseRow> Rows { get; private set; } = [];

    public static IReadOnlyList<string> Shown { get; } = ["check", "waiting", "running", "deliver"];

    public async Task OnGetAsync() => await ShowAsync(Chosen(await sight.OfMySitesAsync()));

    public async Task OnPostAsync() => await ShowAsync(OfPerson(await sight.OfMySitesAsync()));

    public override Task ShowAgainAsync() => OnGetAsync();

    private async Task ShowAsync(IQueryable<Case> cases)
    {
        Show ??= Shown[0];
        var rows = await (
            from c in cases.AsNoTracking()
            join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
            orderby c.NoticeDueOn == null, c.NoticeDueOn, c.ReceivedAt descending
            select new { Case = c, version.NameZh, version.NameEn }).Take(Most).ToListAsync();
        Rows = [.. rows.Select(row => new CaseRow(row.Case, row.NameZh, row.NameEn, ClockView.Of(row.Case, calendar, clock.Today, rules), CaseClocks.Of(CaseTimes.From(row.Case), calendar, rules, clock.Today), null))];
    }

    private IQueryable<Case> OfPerson(IQueryable<Case> cases)
    {
        var typed = Person?.Trim() ?? "";
        if (typed.Length == MobileNumber.Length)
        {
            var phone = personal.Hash(Sealed.Phone, MobileNumber.Parse(typed).Value);
            return cases.Where(c => c.PhoneHash == phone);
        }

        var id = personal.Hash(Sealed.IdNumber, IdDocument.Parse(typed, clock.Today).Value);
        return cases.Where(c => c.IdHash == id);
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
