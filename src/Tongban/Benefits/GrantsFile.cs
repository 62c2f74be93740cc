using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Importing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Benefits;

/// <summary>A line of <c>benefit_grants.csv</c>.</summary>
public sealed record GrantRow(
    string Id, DateTime At, string Enterprise, string Kind, long Quantity, string Unit, long CostFen, string Split, string Staff, Delivery Delivery) : IImportRow;

/// <summary>Grants of a year, with what they cost and from which batches by the books of then.</summary>
public sealed class GrantsFile(TongbanDb db, Granting granting, Openings openings, HallClock clock) : ImportFile<GrantRow>
{
    private readonly Dictionary<string, OpeningCalendar> calendars = [];
    private Dictionary<string, BenefitKind> kinds = [];
    private IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();

    public override string Name => "benefit_grants.csv";

    public override int Order => 30;

    public override IReadOnlyList<string> Columns { get; } =
        ["grant_id", "granted_at", "enterprise_id", "kind", "quantity", "unit", "cost_fen", "batch_split", "staff_id", "delivery"];

    public override async Task OpenAsync(ImportFolder folder, CancellationToken stop)
    {
        kinds = await db.Set<BenefitKind>().AsNoTracking().ToDictionaryAsync(kind => kind.Code, stop);
        staff = folder.SitesOfStaff;
        var all = await openings.OfAllAsync();
        foreach (var site in await db.Set<Site>().Select(site => new { site.Code, site.Id }).ToListAsync(stop))
        {
            calendars[site.Code] = all[site.Id];
        }
    }

    protected override GrantRow Read(CsvFields fields) => new(
        fields.Id("grant_id", Grant.MaxNumber),
        fields.Moment("granted_at"),
        fields.Text("enterprise_id", 40),
        fields.Text("kind", 40),
        fields.Number("quantity"),
        fields.Text("unit", 20),
        fields.Number("cost_fen"),
        fields.Text("batch_split", 200),
        fields.Text("staff_id", 40),
        fields.Choice("delivery", Granting.Deliveries));

    protected override Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        db.Set<Grant>().IgnoreAutoIncludes().Where(grant => EF.Parameter(ids).Contains(grant.Number)).Select(grant => grant.Number).ToHashSetAsync(stop);

    protected override async Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<GrantRow> rows, CancellationToken stop)
    {
        var asked = rows.Select(row => row.Enterprise).Distinct().ToList();
        var enterprises = await db.Set<Enterprise>().Where(one => EF.Parameter(asked).Contains(one.SourceId!)).Select(one => new { Source = one.SourceId!, one.Id }).ToDictionaryAsync(one => one.Source, one => one.Id, stop);
        var judged = rows.Select(row => Judge(row, enterprises)).ToList();
        var outcomes = await granting.GrantAllAsync([.. judged.Select(one => one.Order).OfType<GrantOrder>()], stop);
        return InOrder(judged, one => one.Reason, outcomes, ReasonOf);
    }

    private (string? Reason, GrantOrder? Order) Judge(GrantRow row, Dictionary<string, Guid> enterprises)
    {
        if (!enterprises.TryGetValue(row.Enterprise, out var enterprise) || !kinds.TryGetValue(row.Kind, out var kind) || !staff.TryGetValue(row.Staff, out var site) || !calendars.TryGetValue(site, out var calendar))
        {
            return ("UNKNOWN_REF", null);
        }

        return row.Unit != kind.UnitZh
            ? ("BAD_QUANTITY", null)
            : (null, new GrantOrder(enterprise, kind.Id, row.At, row.Delivery, Actor.System)
            {
                Number = row.Id,
                StaffCode = row.Staff,
                Claim = new(row.Quantity, row.CostFen, row.Split, calendar.IsOpenAt(clock.Local(row.At))),
            });
    }

    private static string ReasonOf(Refusal refusal) => refusal.Code switch
    {
        "benefit.wrong-quantity" => "BAD_QUANTITY",
        "benefit.before-registration" or "benefit.in-future" => "TIME_ORDER",
        "benefit.already-granted" => "DUP_BENEFIT",
        "benefit.outside-hours" => "OUTSIDE_HOURS",
        "benefit.no-stock" => "NO_STOCK",
        "benefit.cost-mismatch" => "COST_MISMATCH",
        "benefit.month-closed" => "MONTH_CLOSED",
        _ => "UNKNOWN_REF",
    };
}
