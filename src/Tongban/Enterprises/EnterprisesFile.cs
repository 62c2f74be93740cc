using Microsoft.EntityFrameworkCore;
using Tongban.Importing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Enterprises;

/// <summary>A line of <c>enterprises.csv</c>.</summary>
public sealed record EnterpriseRow(
    string Id, string Uscc, string Name, EnterpriseType Type, bool InFtz, DateTime RegisteredAt, RegistrationChannel Channel,
    string Industry, long CapitalWan, string LegalRepName, string LegalRepId, string OfficeSite) : IImportRow;

/// <summary>Enterprises of a year.</summary>
public sealed class EnterprisesFile(TongbanDb db, Registering registering, HallClock clock) : ImportFile<EnterpriseRow>
{
    private static readonly Dictionary<string, EnterpriseType> Types = new()
    {
        ["company"] = EnterpriseType.Company,
        ["sole_company"] = EnterpriseType.SoleCompany,
        ["branch"] = EnterpriseType.Branch,
        ["partnership"] = EnterpriseType.Partnership,
        ["individual"] = EnterpriseType.Individual,
        ["cooperative"] = EnterpriseType.Cooperative,
    };

    private static readonly Dictionary<string, RegistrationChannel> Channels = new() { ["online"] = RegistrationChannel.Online, ["window"] = RegistrationChannel.Window };

    private static readonly Dictionary<string, string> Industries = Enterprise.Industries.Select(letter => letter.ToString()).ToDictionary(letter => letter);

    private Dictionary<string, Guid> sites = [];

    public override string Name => "enterprises.csv";

    public override int Order => 10;

    public override IReadOnlyList<string> Columns { get; } =
        ["enterprise_id", "uscc", "name", "type", "in_ftz", "registered_at", "channel", "industry", "capital_wan", "legal_rep_name", "legal_rep_id", "office_site_id"];

    public override async Task OpenAsync(ImportFolder folder, CancellationToken stop) =>
        sites = await db.Set<Site>().ToDictionaryAsync(site => site.Code, site => site.Id, stop);

    protected override EnterpriseRow Read(CsvFields fields) => new(
        fields.Id("enterprise_id", Enterprise.MaxSourceId),
        fields.Text("uscc", 40).ToUpperInvariant(),
        fields.FreeText("name", Enterprise.MaxName),
        fields.Choice("type", Types),
        fields.Flag("in_ftz"),
        fields.Moment("registered_at"),
        fields.Choice("channel", Channels),
        fields.Choice("industry", Industries),
        fields.Number("capital_wan", 0),
        fields.Text("legal_rep_name", Enterprise.MaxPerson),
        fields.Text("legal_rep_id", 40),
        fields.Text("office_site_id", 40));

    protected override Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        db.Set<Enterprise>().Where(enterprise => EF.Parameter(ids).Contains(enterprise.SourceId!)).Select(enterprise => enterprise.SourceId!).ToHashSetAsync(stop);

    protected override async Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<EnterpriseRow> rows, CancellationToken stop)
    {
        var judged = rows.Select(Judge).ToList();
        var outcomes = await registering.RegisterAllAsync([.. judged.Select(one => one.Facts).OfType<EnterpriseFacts>()], Actor.System, stop);
        return InOrder(judged, one => one.Reason, outcomes, ReasonOf);
    }

    private (string? Reason, EnterpriseFacts? Facts) Judge(EnterpriseRow row)
    {
        if (!sites.TryGetValue(row.OfficeSite, out var site))
        {
            return ("UNKNOWN_REF", null);
        }

        return UnifiedSocialCreditCode.TryParse(row.Uscc, out var uscc) && CitizenId.TryParse(row.LegalRepId, clock.Today, out var id)
            ? (null, new EnterpriseFacts(uscc, row.Name, row.Type, row.RegisteredAt, row.Channel, row.Industry, row.CapitalWan, row.InFtz, site, new(row.LegalRepName, id.Value)) { SourceId = row.Id })
            : ("BAD_CHECK_DIGIT", null);
    }

    private static string ReasonOf(Refusal refusal) => refusal.Code switch
    {
        "enterprise.known" => "DUP_KEY",
        "enterprise.in-future" => "TIME_ORDER",
        _ => "MISSING",
    };
}
