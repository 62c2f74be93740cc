using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;

namespace Tongban.OneThing;

/// <summary>A step with its case, its body and its clock.</summary>
public sealed record StepView(StepContent Content, BundleStep Step, Case? Case, Department Body, IReadOnlyList<Stretch> Worked, StepClock? Clock)
{
    public StepStage State => StepStages.Of(Case);

    /// <summary>The item's version under which its case was opened.</summary>
    public ItemContent Item(BundleView view) => view.Items[Case!.ItemVersionId];

    public bool IsRunning => State is StepStage.Received or StepStage.Working or StepStage.Returned;
}

/// <summary>All that pages show of one bundle.</summary>
public sealed record BundleView(Bundle Bundle, OfferedTemplate Template, MergedForm Form, IReadOnlyList<StepView> Steps, StepClock? Clock)
{
    public required IReadOnlyList<BundleFile> Files { get; init; }

    /// <summary>What each case's item says, by version.</summary>
    public required IReadOnlyDictionary<Guid, ItemContent> Items { get; init; }

    public required IReadOnlyList<Amendment> Amendments { get; init; }

    public required IReadOnlyList<FieldFault> Faults { get; init; }

    public required IReadOnlyList<Meeting> Meetings { get; init; }

    /// <summary>From what to what, by amendment; as it is kept.</summary>
    public required IReadOnlyDictionary<Guid, (string From, string To)> AmendedTexts { get; init; }

    public Meeting? MeetingOf(StepView step) => Meetings.FirstOrDefault(meeting => meeting.StepNo == step.Step.No);

    /// <summary>Opening hours of the site, for the lanes.</summary>
    public required OpeningCalendar Opening { get; init; }

    public TemplateContent Content => Template.Content;

    public IReadOnlyDictionary<string, string> Answers => Form.Answers;

    public int Done => Steps.Count(step => step.State == StepStage.Done);

    /// <summary>A company that has left the register does not come back by a press of a button.</summary>
    public bool MayCancel => Steps.All(step => step is not { State: StepStage.Done, Content.Deregisters: not null });

    /// <summary>How many bodies still have to take note of it before they go on; one that has finished has nothing left to hold back.</summary>
    public int StillToSee(Amendment amendment) => Steps.Count(step => step.IsRunning && amendment.IsOpenFor(step.Step.No));

    /// <summary>Steps that came back to the applicant.</summary>
    public IReadOnlyList<StepView> Returned => [.. Steps.Where(step => step.State == StepStage.Returned)];

    /// <summary>Steps that can only go on by the applicant: sent back, ended without a result, or a visit to say yes to.</summary>
    public int WaitsForApplicant => Bundle.Status != BundleStatus.Running ? 0
        : Steps.Count(step => step.State is StepStage.Returned or StepStage.Ended || (step.IsRunning && MeetingOf(step) is { AgreedAt: null, ByBody: true }));

    public StepView Step(int number) => Steps.SingleOrDefault(step => step.Step.No == number) ?? throw new Refusal("onething.no-such-step", number);

    /// <summary>What was promised to follow and is still wanted by a step that runs or has yet to begin, with the first day by which.</summary>
    public IReadOnlyList<(MergedMaterial Material, DateOnly? By)> ToFollow =>
        [.. Form.Materials.Where(material => material.Of.Any(of => Follows(material, of.Step, of.Id))).Select(material => (material, material.Of.Min(of => OwedBy(of.Step, of.Id))))];

    /// <summary>Whether a step still wants a material that was promised to follow.</summary>
    public bool Follows(MergedMaterial material, int number, string id) =>
        Steps.FirstOrDefault(step => step.Step.No == number) is { } step && Bundle is { Status: BundleStatus.Running, PromisedToFollowAt: not null }
            && (step.Case is null ? material.Deferrable && Files.All(file => file.MaterialKey != material.Key) : step.IsRunning && step.Case.Materials.Any(one => one.Key == id && Follows(one)));

    private static bool Follows(CaseMaterial material) => material is { State: MaterialState.Owed } or { State: MaterialState.Missing, Required: true, Deferrable: true };

    private DateOnly? OwedBy(int number, string id) =>
        Steps.FirstOrDefault(step => step.Step.No == number)?.Case is { } its && its.Materials.Any(one => one.Key == id && one.State == MaterialState.Owed) ? its.OwedUntilOn : null;

    public IReadOnlyList<FieldFault> OpenFaults => [.. Faults.Where(fault => fault.MendedAt is null)];
}

/// <summary>Opens the sealed answers and gathers a <see cref="BundleView"/>.</summary>
public sealed class BundleViews(TongbanDb db, HallClock clock, PersonalData personal, OfferedItems items, Openings openings)
{
    // A few dozen, read once a request.
    private List<Department>? departments;

    private static readonly string[] Turns = ["case.notified", "case.notified-again", "case.supplemented"];

    public Dictionary<string, string> AnswersOf(Bundle of) => of.Answers.ToDictionary(answer => answer.Field, answer => personal.Open(new Sealed(answer.Cipher, "")));

    private string Opened(string? cipher) => cipher is null ? "" : personal.Open(new Sealed(cipher, ""));

    public async Task<OfferedTemplate> TemplateOfAsync(Bundle of, CancellationToken stop = default)
    {
        var version = await db.Set<TemplateVersion>().AsNoTracking().SingleAsync(one => one.Id == of.TemplateVersionId, stop);
        return new(await db.Set<Template>().AsNoTracking().SingleAsync(one => one.Id == of.TemplateId, stop), version, version.Content);
    }

    /// <summary>The merged form; a running step keeps the version of its item in its case, so a new one does no harm.</summary>
    public async Task<MergedForm> FormAsync(TemplateContent content, IReadOnlyDictionary<string, string> answers, CancellationToken stop = default)
    {
        var wanted = content.Steps.Select(step => step.Item).Distinct().ToList();
        var found = await items.ManyAsync(wanted, stop);
        Refusal.Unless(wanted.All(found.ContainsKey), "onething.item-not-offered", wanted.Find(item => !found.ContainsKey(item)) ?? "");
        return new MergedForm(content, found, answers);
    }

    public async Task<BundleView> OfAsync(Bundle of, CancellationToken stop = default)
    {
        var template = await TemplateOfAsync(of, stop);
        var form = await FormAsync(template.Content, AnswersOf(of), stop);
        var opening = await openings.OfAsync(of.SiteId);
        var minutes = new OfficeMinutes(day => [.. opening.SpansOf(day).Select(span => (span.Opens, span.Closes))]);
        var steps = await StepsAsync(of, form, minutes, stop);
        var amendments = await db.Set<Amendment>().Where(amendment => amendment.BundleId == of.Id).OrderBy(amendment => amendment.At).ToListAsync(stop);
        return new BundleView(of, template, form, steps, of.SubmittedAt is null ? null : StepClock.Of(minutes, steps.SelectMany(step => step.Worked), template.Content.TargetHours * 60, clock.Local(clock.Now)))
        {
            Opening = opening,
            Items = await ItemsAsync(steps, stop),
            Files = await db.Set<BundleFile>().AsNoTracking().Where(file => file.BundleId == of.Id).OrderBy(file => file.UploadedAt).ToListAsync(stop),
            Amendments = amendments,
            AmendedTexts = amendments.ToDictionary(amendment => amendment.Id, amendment => (Opened(amendment.FromCipher), Opened(amendment.ToCipher))),
            Meetings = await db.Set<Meeting>().Where(meeting => meeting.BundleId == of.Id).ToListAsync(stop),
            Faults = await db.Set<FieldFault>().Where(fault => fault.BundleId == of.Id).OrderBy(fault => fault.At).ToListAsync(stop),
        };
    }

    /// <summary>Which body works on a step, for these answers.</summary>
    public async Task<Department> BodyOfAsync(MergedForm form, StepContent step, CancellationToken stop = default)
    {
        departments ??= await db.Set<Department>().AsNoTracking().ToListAsync(stop);
        var chosen = step.BodyFrom is { } field ? form.Content.Field(field)!.Options.FirstOrDefault(option => option.Id == form.Answers.GetValueOrDefault(field))?.Body : step.Body;
        return departments.Single(department => chosen is null ? department.Id == form.Items[step.Item].Item.DepartmentId : department.Code == chosen);
    }

    private async Task<Dictionary<Guid, ItemContent>> ItemsAsync(List<StepView> steps, CancellationToken stop)
    {
        var ids = steps.Select(step => step.Case?.ItemVersionId).OfType<Guid>().Distinct().ToList();
        return (await db.Set<ItemVersion>().AsNoTracking().Where(version => ids.Contains(version.Id)).ToListAsync(stop)).ToDictionary(version => version.Id, version => version.Content);
    }

    private async Task<List<StepView>> StepsAsync(Bundle of, MergedForm form, OfficeMinutes minutes, CancellationToken stop)
    {
        var ids = of.Steps.Select(step => step.CaseId).OfType<Guid>().ToList();
        var cases = await db.Set<Case>().Where(one => ids.Contains(one.Id)).ToDictionaryAsync(one => one.Id, stop);
        var facts = (await db.Facts.AsNoTracking().Where(fact => fact.Subject == nameof(Case) && ids.Contains(fact.SubjectId) && Turns.Contains(fact.What)).ToListAsync(stop)).ToLookup(fact => fact.SubjectId);
        var views = new List<StepView>();
        foreach (var step in of.Steps.OrderBy(step => step.No))
        {
            var content = form.Content.Step(step.No);
            var its = step.CaseId is { } id ? cases[id] : null;
            var worked = its is null ? [] : Worked(step, its, facts[its.Id]);
            var running = its is null ? null : StepClock.Of(minutes, worked, content.TargetHours * 60, clock.Local(clock.Now));
            views.Add(new StepView(content, step, its, await BodyOfAsync(form, content, stop), worked, running));
        }

        return views;
    }

    // A notice after acceptance does not hand the case back: only what was not accepted yet waits for the applicant.
    private IReadOnlyList<Stretch> Worked(BundleStep step, Case its, IEnumerable<Fact> facts) => StepClock.Worked(
        clock.Local(step.BegunAt!.Value),
        its.EndedAt is { } ended ? clock.Local(ended) : null,
        facts.Where(fact => its.AcceptedAt is not { } accepted || fact.At <= accepted).Select(fact => (clock.Local(fact.At), fact.What != "case.supplemented")));
}
