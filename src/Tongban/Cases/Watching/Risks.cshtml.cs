using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.Watching;

/// <summary>A case on the board.</summary>
public sealed record RiskRow(Guid Id, string Number, string NameZh, string NameEn, string DepartmentZh, string DepartmentEn, string? Holder, IReadOnlyList<RunningClock> Clocks, bool IsTold, string Href);

/// <summary>A department's clocks at risk, and what it decided this month.</summary>
public sealed record RiskSum(Department Department, int Red, int Yellow, IReadOnlyDictionary<ClockKind, int> ByKind, int Decided, int DecidedLate, int Deemed);

/// <summary>今日风险: what is near its day or past it, over all clocks, the most urgent first. It looks again by itself.</summary>
[Needs(Permission.WatchCases)]
public sealed class RisksModel(TongbanDb db, CasesInSight sight, RisksOfToday risks, HallClock clock, ClockRules rules) : TongbanPage
{
    private const int Most = 200;

    [BindProperty(SupportsGet = true, Name = "department")]
    public string? DepartmentCode { get; set; }

    [BindProperty(SupportsGet = true, Name = "kind")]
    public ClockKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "colour")]
    public TermColour? Colour { get; set; }

    public IReadOnlyList<RiskSum> Sums { get; private set; } = [];

    public IReadOnlyList<RiskRow> Rows { get; private set; } = [];

    /// <summary>How many fit the choice; the list shows the most urgent.</summary>
    public int Found { get; private set; }

    public bool IsCut => Found > Rows.Count;

    public LocalRule Yellow => rules.YellowFrom;

    public LocalRule Red => rules.RedFrom;

    public DateTime At => clock.Now;

    public async Task OnGetAsync()
    {
        var watched = await sight.WatchedAsync();
        var all = await risks.OfAsync(watched);
        Sums = await SumsAsync(all, watched);
        var chosen = all.Where(Fits).ToList();
        Found = chosen.Count;
        Rows = await RowsAsync([.. chosen.Take(Most)]);
    }

    private bool Fits(CaseAtRisk one) =>
        (DepartmentCode is null || Sums.Any(sum => sum.Department.Id == one.Times.DepartmentId && sum.Department.Code == DepartmentCode))
        && one.Clocks.Any(clock => (Kind is null || clock.Kind == Kind) && (Colour is null || clock.Colour == Colour));

    private async Task<IReadOnlyList<RiskSum>> SumsAsync(IReadOnlyList<CaseAtRisk> all, IQueryable<Case> watched)
    {
        var month = new DateOnly(clock.Today.Year, clock.Today.Month, 1);
        var decided = await watched.Where(c => c.DecidedOn >= month).GroupBy(c => c.DepartmentId)
            .Select(g => new { g.Key, All = g.Count(), Late = g.Count(c => c.PromiseMissedOn != null || c.StatutoryMissedOn != null) }).ToListAsync();
        var deemed = await watched.Where(c => c.IsDeemed && c.AcceptedOn >= month).GroupBy(c => c.DepartmentId).Select(g => new { g.Key, All = g.Count() }).ToListAsync();
        var ids = all.Select(one => one.Times.DepartmentId).Concat(decided.Select(one => one.Key)).Concat(deemed.Select(one => one.Key)).ToHashSet();
        var departments = await db.Set<Department>().AsNoTracking().Where(department => ids.Contains(department.Id)).OrderBy(department => department.Code).ToListAsync();
        return [.. departments.Select(department =>
        {
            var own = all.Where(one => one.Times.DepartmentId == department.Id).ToList();
            return new RiskSum(
                department, own.Count(one => one.Worst.Colour == TermColour.Red), own.Count(one => one.Worst.Colour == TermColour.Yellow),
                own.SelectMany(one => one.Clocks).GroupBy(clock => clock.Kind).ToDictionary(clocks => clocks.Key, clocks => clocks.Count()),
                decided.FirstOrDefault(one => one.Key == department.Id)?.All ?? 0, decided.FirstOrDefault(one => one.Key == department.Id)?.Late ?? 0,
                deemed.FirstOrDefault(one => one.Key == department.Id)?.All ?? 0);
        })];
    }

    private async Task<IReadOnlyList<RiskRow>> RowsAsync(IReadOnlyList<CaseAtRisk> shown)
    {
        var ids = shown.Select(one => one.Times.Id).ToList();
        var cases = await (
            from c in db.Set<Case>().AsNoTracking().IgnoreAutoIncludes()
            join version in db.Set<ItemVersion>() on c.ItemVersionId equals version.Id
            where ids.Contains(c.Id)
            select new { c.Id, c.Number, version.NameZh, version.NameEn, Holder = c.Steps.Where(step => step.State == StepState.Open).Select(step => step.ClaimedById).FirstOrDefault() }).ToDictionaryAsync(row => row.Id);
        var holders = cases.Values.Select(row => row.Holder).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => holders.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.FullName);
        var told = await db.Set<CaseAlert>().Where(alert => ids.Contains(alert.CaseId)).Select(alert => alert.CaseId).Distinct().ToListAsync();
        var mine = await sight.MayDecideAsync();
        return [.. shown.Where(one => cases.ContainsKey(one.Times.Id)).Select(one => (one, row: cases[one.Times.Id], sum: Sums.Single(sum => sum.Department.Id == one.Times.DepartmentId)))
            .Select(all => new RiskRow(
                all.row.Id, all.row.Number, all.row.NameZh, all.row.NameEn, all.sum.Department.NameZh, all.sum.Department.NameEn,
                all.row.Holder is { } holder ? names.GetValueOrDefault(holder) : null, all.one.Clocks, told.Contains(all.row.Id),
                (mine(all.one.Times.DepartmentId) ? "/staff/inbox/" : "/staff/risks/") + all.row.Id))];
    }
}
