using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Benefits.Months;
using Tongban.Enterprises;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Benefits.Giving;

/// <summary>A grant in the ledger.</summary>
public sealed record LedgerRow(Guid Id, string Number, DateTime GrantedAt, string Name, string Uscc, Guid KindId, long Quantity, long CostFen, Delivery Delivery, bool IsReversed);

/// <summary>Every grant, newest first; found by number, code or name of the enterprise, kind, month and state.</summary>
[Needs(Permission.KeepBenefits)]
public sealed class LedgerModel(TongbanDb db) : TongbanPage
{
    public const int PageRows = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Typed { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindCode { get; set; }

    /// <summary><c>2020-03</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "month")]
    public string? Month { get; set; }

    [BindProperty(SupportsGet = true, Name = "state")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int? Wanted { get; set; }

    public static IReadOnlyList<string> States { get; } = ["open", "reversed"];

    public IReadOnlyDictionary<Guid, BenefitKind> Kinds { get; private set; } = new Dictionary<Guid, BenefitKind>();

    public IReadOnlyList<LedgerRow> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public long TotalFen { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (Total + PageRows - 1) / PageRows;

    public string AddressOf(int page) => Url.Page("Ledger", new { q = Typed, kind = KindCode, month = Month, state = State, p = page })!;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Kinds = await db.Set<BenefitKind>().AsNoTracking().OrderBy(kind => kind.Code).ToDictionaryAsync(kind => kind.Id, stop);
        var grants = from grant in Chosen() join enterprise in db.Set<Enterprise>() on grant.EnterpriseId equals enterprise.Id select new { grant, enterprise };
        if (Typed?.Trim() is { Length: > 0 } typed)
        {
            var upper = typed.ToUpperInvariant();
            grants = grants.Where(one => one.grant.Number == typed || one.enterprise.Uscc == upper || one.enterprise.Name.Contains(typed));
        }

        (Total, TotalFen) = (await grants.CountAsync(stop), await grants.SumAsync(one => one.grant.CostFen, stop));
        Number = Math.Clamp(Wanted ?? 1, 1, Math.Max(1, Pages));
        Rows = await grants.OrderByDescending(one => one.grant.GrantedAt).ThenByDescending(one => one.grant.Number).Skip((Number - 1) * PageRows).Take(PageRows)
            .Select(one => new LedgerRow(one.grant.Id, one.grant.Number, one.grant.GrantedAt, one.enterprise.Name, one.enterprise.Uscc, one.grant.KindId, one.grant.Quantity, one.grant.CostFen, one.grant.Delivery, one.grant.ReversedAt != null))
            .ToListAsync(stop);
    }

    private IQueryable<Grant> Chosen()
    {
        var grants = db.Set<Grant>().AsNoTracking().IgnoreAutoIncludes();
        if (Kinds.Values.FirstOrDefault(kind => kind.Code == KindCode) is { } chosen)
        {
            grants = grants.Where(grant => grant.KindId == chosen.Id);
        }

        if (MonthText.Read(Month) is { } first)
        {
            var next = first.AddMonths(1);
            grants = grants.Where(grant => grant.GrantedOn >= first && grant.GrantedOn < next);
        }

        return State switch
        {
            "open" => grants.Where(grant => grant.ReversedAt == null),
            "reversed" => grants.Where(grant => grant.ReversedAt != null),
            _ => grants,
        };
    }
}
