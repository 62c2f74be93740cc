using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Importing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Banks;

/// <summary>A line of <c>bank_waivers.csv</c>.</summary>
public sealed record WaiverRow(string Id, DateTime At, string Enterprise, string Bank, string Fee, long AmountFen, string Staff) : IImportRow;

/// <summary>Fees that banks waived in a year.</summary>
public sealed class WaiversFile(TongbanDb db, Waiving waiving, Openings openings, HallClock clock) : ImportFile<WaiverRow>
{
    private readonly Dictionary<string, OpeningCalendar> calendars = [];
    private Dictionary<(string Bank, string Fee), Guid> fees = [];
    private IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();

    public override string Name => "bank_waivers.csv";

    public override int Order => 40;

    public override IReadOnlyList<string> Columns { get; } = ["waiver_id", "waived_at", "enterprise_id", "bank_id", "fee_id", "amount_fen", "staff_id"];

    public override async Task OpenAsync(ImportFolder folder, CancellationToken stop)
    {
        fees = await (from fee in db.Set<WaivedFee>() join bank in db.Set<Bank>() on fee.BankId equals bank.Id select new { Bank = bank.Code, Fee = fee.Code, fee.Id })
            .ToDictionaryAsync(fee => (fee.Bank, fee.Fee), fee => fee.Id, stop);
        staff = folder.SitesOfStaff;
        var all = await openings.OfAllAsync();
        foreach (var site in await db.Set<Site>().Select(site => new { site.Code, site.Id }).ToListAsync(stop))
        {
            calendars[site.Code] = all[site.Id];
        }
    }

    protected override WaiverRow Read(CsvFields fields) => new(
        fields.Id("waiver_id", 40),
        fields.Moment("waived_at"),
        fields.Text("enterprise_id", 40),
        fields.Text("bank_id", 40),
        fields.Text("fee_id", 40),
        fields.Number("amount_fen"),
        fields.Text("staff_id", 40));

    protected override Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        db.Set<Waiver>().Where(waiver => EF.Parameter(ids).Contains(waiver.SourceId!)).Select(waiver => waiver.SourceId!).ToHashSetAsync(stop);

    protected override async Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<WaiverRow> rows, CancellationToken stop)
    {
        var asked = rows.Select(row => row.Enterprise).Distinct().ToList();
        var enterprises = await db.Set<Enterprise>().Where(one => EF.Parameter(asked).Contains(one.SourceId!)).Select(one => new { Source = one.SourceId!, one.Id }).ToDictionaryAsync(one => one.Source, one => one.Id, stop);
        var judged = rows.Select(row => Judge(row, enterprises)).ToList();
        var outcomes = await waiving.WaiveAllAsync([.. judged.Select(one => one.Order).OfType<WaiverOrder>()], stop);
        return InOrder(judged, one => one.Reason, outcomes, ReasonOf);
    }

    private (string? Reason, WaiverOrder? Order) Judge(WaiverRow row, Dictionary<string, Guid> enterprises) =>
        enterprises.TryGetValue(row.Enterprise, out var enterprise) && fees.TryGetValue((row.Bank, row.Fee), out var fee) && staff.TryGetValue(row.Staff, out var site) && calendars.TryGetValue(site, out var calendar)
            ? (null, new WaiverOrder(enterprise, fee, row.At, Actor.System) { SourceId = row.Id, StaffCode = row.Staff, Claim = new(row.AmountFen, calendar.IsOpenAt(clock.Local(row.At))) })
            : ("UNKNOWN_REF", null);

    private static string ReasonOf(Refusal refusal) => refusal.Code switch
    {
        "bank.amount-mismatch" or "bank.fee-not-waived-then" => "FEE_MISMATCH",
        "bank.before-registration" or "bank.in-future" => "TIME_ORDER",
        "bank.outside-hours" => "OUTSIDE_HOURS",
        "bank.already-waived" => "DUP_KEY",
        _ => "UNKNOWN_REF",
    };
}
