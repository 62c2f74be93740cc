using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Importing;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Ratings.History;

/// <summary>A line of <c>services.csv</c>.</summary>
public sealed record ServiceRow(
    string Id, string Case, int Sequence, int Stage, string Item, string Channel, string Site, string Window, string Device, string Staff, int Applicant, DateTime StartedAt, long Seconds) : IImportRow;

/// <summary>Services of a year that could be rated.</summary>
public sealed class ServicesFile(TongbanDb db, PastServices services, Openings openings, HallClock clock) : ImportFile<ServiceRow>
{
    private const string AtWindow = "window";
    private const string AtBranch = "branch";
    private const string AtTerminal = "self_service";
    private const string Online = "online";
    private const int Accepted = 2;

    private static readonly Dictionary<string, string> Channels = new[] { AtWindow, AtBranch, AtTerminal, Online }.ToDictionary(channel => channel);
    private static readonly Dictionary<string, int> Sequences = new() { ["1"] = 1, ["2"] = 2 };
    private static readonly Dictionary<string, int> Stages = new() { ["2"] = Accepted, ["3"] = 3 };

    // 1 自然人 … 6 行政机关, 9 其他组织; nothing between.
    private static readonly Dictionary<string, int> Applicants = new[] { 1, 2, 3, 4, 5, 6, 9 }.ToDictionary(code => $"{code}");

    private readonly Dictionary<string, OpeningCalendar> calendars = [];
    private Dictionary<string, Guid> items = [];
    private Dictionary<string, Guid> sites = [];
    private Dictionary<(Guid Site, string Code), Guid> windows = [];
    private IReadOnlyDictionary<string, string> staff = new Dictionary<string, string>();
    private IReadOnlyDictionary<string, string> devices = new Dictionary<string, string>();

    public override string Name => "services.csv";

    public override int Order => 20;

    public override IReadOnlyList<string> Columns { get; } =
        ["service_no", "case_no", "service_seq", "pro_status", "item_code", "channel", "site_id", "window_id", "device_id", "staff_id", "user_prop", "started_at", "duration_s"];

    public override async Task OpenAsync(ImportFolder folder, CancellationToken stop)
    {
        (staff, devices) = (folder.SitesOfStaff, folder.SitesOfDevices);
        items = (await db.Set<Item>().Select(item => new { item.BaseCode, item.Id }).ToListAsync(stop)).GroupBy(item => item.BaseCode).ToDictionary(same => same.Key, same => same.First().Id);
        sites = await db.Set<Site>().ToDictionaryAsync(site => site.Code, site => site.Id, stop);
        windows = await db.Set<Window>().Select(window => new { window.SiteId, window.Code, window.Id }).ToDictionaryAsync(window => (window.SiteId, window.Code), window => window.Id, stop);
        var all = await openings.OfAllAsync();
        foreach (var (code, id) in sites)
        {
            calendars[code] = all[id];
        }
    }

    protected override ServiceRow Read(CsvFields fields) => new(
        fields.Id("service_no", Service.MaxSourceId),
        fields.Id("case_no", Service.MaxCaseNumber),
        fields.Choice("service_seq", Sequences),
        fields.Choice("pro_status", Stages),
        fields.Text("item_code", 40),
        fields.Choice("channel", Channels),
        fields.Text("site_id", 40),
        fields.Text("window_id", 40),
        fields.Text("device_id", Service.MaxCode),
        fields.Text("staff_id", Service.MaxCode),
        fields.Choice("user_prop", Applicants),
        fields.Moment("started_at"),
        fields.Number("duration_s", 0, (long)TimeSpan.FromDays(1).TotalSeconds));

    protected override Task<HashSet<string>> KnownAsync(IReadOnlyList<string> ids, CancellationToken stop) =>
        db.Set<Service>().Where(service => EF.Parameter(ids).Contains(service.SourceId!)).Select(service => service.SourceId!).ToHashSetAsync(stop);

    protected override async Task<IReadOnlyList<string?>> TakeAsync(IReadOnlyList<ServiceRow> rows, CancellationToken stop)
    {
        var judged = rows.Select(Judge).ToList();
        var outcomes = await services.TakeAllAsync([.. judged.Select(one => one.Past).OfType<PastService>()], Actor.System, stop);
        return InOrder(judged, one => one.Reason, outcomes, ReasonOf);
    }

    private (string? Reason, PastService? Past) Judge(ServiceRow row)
    {
        var window = Guid.Empty;
        var isKnown = sites.TryGetValue(row.Site, out var site)
            && items.ContainsKey(row.Item)
            && (row.Window.Length == 0 ? row.Channel is not (AtWindow or AtBranch) : windows.TryGetValue((site, row.Window), out window))
            && IsAt(devices, row.Device, row.Site)
            && (row.Staff.Length == 0 || staff.ContainsKey(row.Staff));
        return isKnown ? (null, Past(row, site, window)) : ("UNKNOWN_REF", null);
    }

    private PastService Past(ServiceRow row, Guid site, Guid window) =>
        new(row.Id, row.Case, row.Sequence, row.Stage, row.Applicant, MomentOf(row), site, window == Guid.Empty ? null : window, items[row.Item], OrNull(row.Staff), OrNull(row.Device), row.StartedAt, row.StartedAt.AddSeconds(row.Seconds))
        {
            InHours = row.Channel is AtWindow or AtBranch ? calendars[row.Site].IsOpenAt(clock.Local(row.StartedAt)) : null,
        };

    private static ServiceMoment MomentOf(ServiceRow row) => row.Channel switch
    {
        AtTerminal => ServiceMoment.SelfService,
        Online => row.Stage == Accepted ? ServiceMoment.Accepted : ServiceMoment.Closed,
        _ => ServiceMoment.AtWindow,
    };

    private static bool IsAt(IReadOnlyDictionary<string, string> known, string code, string site) => code.Length == 0 || (known.TryGetValue(code, out var where) && where == site);

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static string ReasonOf(Refusal refusal) => refusal.Code switch
    {
        "service.already-recorded" => "DUP_KEY",
        "service.outside-hours" => "OUTSIDE_HOURS",
        "service.in-future" => "TIME_ORDER",
        _ => "UNKNOWN_REF",
    };
}
