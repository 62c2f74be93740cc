using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Ratings;

namespace Tongban.Cases.Showing;

/// <summary>A material with what the case knows of it.</summary>
public sealed record ChecklistRow(Material Material, CaseMaterial State, IReadOnlyList<CaseFile> Files, string? Fault);

/// <summary>A field of the application with what was found of it; <paramref name="Shown"/> as whoever looks may see it.</summary>
public sealed record FieldRow(CaseField Field, string Shown, FieldState? State, string? Fault);

/// <summary>All that pages and papers show of one case.</summary>
public sealed record CaseView(Case Case, ItemVersion Version, Department Department, Site Site)
{
    public ItemContent Content { get; } = Version.Content;

    public required IReadOnlyList<ChecklistRow> Checklist { get; init; }

    /// <summary>What the application says of its applicant.</summary>
    public required IReadOnlyList<FieldRow> Fields { get; init; }

    public required IReadOnlyList<CaseNotice> Notices { get; init; }

    /// <summary>Papers with a number of their own.</summary>
    public required IReadOnlyList<CaseDocument> Documents { get; init; }

    /// <summary>What a leader was told of its clocks.</summary>
    public required IReadOnlyList<CaseAlert> Alerts { get; init; }

    /// <summary>All clocks that run now, the most urgent first.</summary>
    public required IReadOnlyList<RunningClock> Clocks { get; init; }

    public required IReadOnlyList<CaseRemark> Remarks { get; init; }

    public required CaseResult? Result { get; init; }

    public required IReadOnlyList<Fact> Facts { get; init; }

    public required IReadOnlyList<Service> Services { get; init; }

    public required IReadOnlyDictionary<Guid, string> Colleagues { get; init; }

    public required ClockView? Clock { get; init; }

    /// <summary>As staff sees the applicant: masked, until somebody has said why more is needed.</summary>
    public required ShownApplicant Applicant { get; init; }

    public string NameZh => Version.NameZh;

    public string NameOf(string actor) =>
        Actor.StaffIdOf(actor) is { } id ? Colleagues.GetValueOrDefault(id, "") : "";

    /// <summary>The words that a fact names by id: its opinion, its reason.</summary>
    public string? WordsOf(Fact fact)
    {
        var id = fact.Value("remarkId") ?? fact.Value("opinionId");
        return id is null ? null : Remarks.FirstOrDefault(remark => remark.Id.ToString() == id)?.Text;
    }

    /// <summary>The reason of that stop of the clock.</summary>
    public string? ReasonOf(CasePause pause) =>
        Facts.FirstOrDefault(fact => fact.What == "case.paused" && fact.Value("number") == pause.Number.ToString(CultureInfo.InvariantCulture)) is { } fact ? WordsOf(fact) : null;

    public string? Remark(RemarkKind kind) => Remarks.LastOrDefault(remark => remark.Kind == kind)?.Text;
}

/// <summary>Gathers a <see cref="CaseView"/>.</summary>
public sealed class CaseViews(TongbanDb db, HallClock clock, WorkCalendar calendar, PersonalData personal, CaseFiles files, ClockRules rules)
{
    public async Task<CaseView> OfAsync(Case of, CancellationToken stop = default)
    {
        var version = await db.Set<ItemVersion>().AsNoTracking().SingleAsync(v => v.Id == of.ItemVersionId, stop);
        var department = await db.Set<Department>().AsNoTracking().SingleAsync(d => d.Id == of.DepartmentId, stop);
        var site = await db.Set<Site>().AsNoTracking().SingleAsync(s => s.Id == of.SiteId, stop);
        var notices = await db.Set<CaseNotice>().AsNoTracking().Where(n => n.CaseId == of.Id).OrderBy(n => n.Number).ToListAsync(stop);
        var facts = await db.Facts.AsNoTracking().Where(f => f.Subject == nameof(Case) && f.SubjectId == of.Id).OrderBy(f => f.SubjectVersion).ToListAsync(stop);
        return new CaseView(of, version, department, site)
        {
            Checklist = Rows(of, version.Content, notices, await files.OfAsync(of.Id, stop)),
            Fields = FieldsOf(of, ShownApplicant.Masked(of, personal), notices),
            Notices = notices,
            Documents = await db.Set<CaseDocument>().AsNoTracking().Where(d => d.CaseId == of.Id).ToListAsync(stop),
            Alerts = await db.Set<CaseAlert>().AsNoTracking().Where(a => a.CaseId == of.Id).OrderBy(a => a.RaisedAt).ToListAsync(stop),
            Clocks = CaseClocks.Of(CaseTimes.From(of), calendar, rules, clock.Today),
            Remarks = await db.Set<CaseRemark>().AsNoTracking().Where(r => r.CaseId == of.Id).OrderBy(r => r.At).ToListAsync(stop),
            Result = await db.Set<CaseResult>().AsNoTracking().SingleOrDefaultAsync(r => r.CaseId == of.Id, stop),
            Facts = facts,
            Services = await db.Set<Service>().AsNoTracking().Where(s => s.CaseId == of.Id || (of.LegId != null && s.LegId == of.LegId)).OrderBy(s => s.EndedAt).ToListAsync(stop),
            Colleagues = await ColleaguesAsync(facts, stop),
            Clock = ClockView.Of(of, calendar, clock.Today, rules),
            Applicant = ShownApplicant.Masked(of, personal),
        };
    }

    /// <summary>The same for a member of staff: in full for a while, if they have said why.</summary>
    public async Task<CaseView> OfAsync(Case of, Actor staff, CancellationToken stop = default)
    {
        var view = await OfAsync(of, stop);
        var seen = view.Facts.Any(fact => fact.What == "case.unmasked" && fact.By == staff.ToString() && fact.At > clock.Now - ShownApplicant.InFullFor);
        if (!seen)
        {
            return view;
        }

        var all = ShownApplicant.InFull(of, personal);
        return view with { Applicant = all, Fields = FieldsOf(of, all, view.Notices) };
    }

    private static IReadOnlyList<FieldRow> FieldsOf(Case of, ShownApplicant shown, IReadOnlyList<CaseNotice> notices)
    {
        var faults = notices.SelectMany(notice => notice.Lines).Where(line => line.Field is not null).GroupBy(line => line.Field!.Value).ToDictionary(lines => lines.Key, lines => lines.Last().Reason);
        return [.. of.OwnFields.Select(field => new FieldRow(field, shown.Of(field, of), of.Fields.FirstOrDefault(row => row.Field == field)?.State, faults.GetValueOrDefault(field)))];
    }

    private static List<ChecklistRow> Rows(Case of, ItemContent content, List<CaseNotice> notices, IReadOnlyList<CaseFile> uploads)
    {
        var faults = notices.SelectMany(notice => notice.Lines).GroupBy(line => line.Key).ToDictionary(lines => lines.Key, lines => lines.Last().Reason);
        return
        [
            .. content.Materials.Join(of.Materials, m => m.Id, s => s.Key, (material, state) => new ChecklistRow(
                material, state, [.. uploads.Where(file => file.MaterialKey == material.Id)], faults.GetValueOrDefault(material.Id))),
        ];
    }

    private async Task<Dictionary<Guid, string>> ColleaguesAsync(IReadOnlyList<Fact> facts, CancellationToken stop)
    {
        var ids = facts.Select(f => Actor.StaffIdOf(f.By)).OfType<Guid>().Distinct().ToList();
        return await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.FullName, stop);
    }
}
