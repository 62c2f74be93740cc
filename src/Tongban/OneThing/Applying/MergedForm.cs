using Tongban.Cases;
using Tongban.Catalogue;

namespace Tongban.OneThing;

/// <summary>A question of one or several items, asked once.</summary>
/// <param name="Key">Under which its answer is kept: <c>SU01.agent</c>.</param>
/// <param name="Situation">As the first of them asks it.</param>
/// <param name="Of">The items that ask it: code and question.</param>
public sealed record MergedQuestion(string Key, Situation Situation, IReadOnlyList<(string Item, string Question)> Of);

/// <summary>A material that one or several steps want, asked for once.</summary>
/// <param name="Key">The first of them: <c>SU01-M03</c>.</param>
/// <param name="Material">As the first wants it.</param>
/// <param name="Of">Who wants it: step and material id.</param>
/// <param name="Required">At least one step is not accepted without it.</param>
/// <param name="Deferrable">It may follow for all that want it.</param>
public sealed record MergedMaterial(string Key, Material Material, IReadOnlyList<(int Step, string Id)> Of, bool Required, bool Deferrable);

/// <summary>
/// One form out of a template and the items behind its steps, for somebody with these answers: duplicate questions and
/// materials asked once, a produced document never (GovStack Registration: merged requirements). Pure.
/// </summary>
public sealed class MergedForm
{
    private readonly Dictionary<int, IReadOnlySet<int>> before;

    public MergedForm(TemplateContent content, IReadOnlyDictionary<string, OfferedItem> items, IReadOnlyDictionary<string, string> answers)
    {
        (Content, Items, Answers) = (content, items, answers);
        Steps = content.StepsFor(answers);
        var graph = new TemplateGraph(content);
        before = Steps.ToDictionary(step => step.No, step => graph.Before(step.No));
        Fields = [.. content.Asked.Where(field => IsNeeded(field) && field.IsAsked(answers))];
        Questions = Merge();
        Materials = MergeMaterials();
    }

    public TemplateContent Content { get; }

    /// <summary>The items behind the steps, by code.</summary>
    public IReadOnlyDictionary<string, OfferedItem> Items { get; }

    /// <summary>Fields by id, questions by key.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; }

    public IReadOnlyList<StepContent> Steps { get; }

    public IReadOnlyList<FieldContent> Fields { get; }

    public IReadOnlyList<MergedQuestion> Questions { get; }

    /// <summary>What has to be handed in, for the answers so far.</summary>
    public IReadOnlyList<MergedMaterial> Materials { get; }

    /// <summary>The credit code of the company that it is about, once one is answered or given.</summary>
    public string? Uscc => Content.Fields.Where(one => one.Type == FieldType.Uscc).Select(one => Answers.GetValueOrDefault(one.Id)).FirstOrDefault(code => !string.IsNullOrEmpty(code));

    /// <summary>What may follow and is not handed in yet (容缺受理).</summary>
    /// <param name="kept">Materials of which there are files.</param>
    public IReadOnlyList<MergedMaterial> ToFollow(IReadOnlyCollection<string> kept) =>
        [.. Materials.Where(material => material is { Required: true, Deferrable: true } && !kept.Contains(material.Key))];

    /// <summary>Fields that want an answer and have none.</summary>
    public IReadOnlyList<FieldContent> Unanswered => [.. Fields.Where(one => !one.Optional && string.IsNullOrEmpty(Answers.GetValueOrDefault(one.Id)))];

    public IReadOnlyList<MergedQuestion> Open => [.. Questions.Where(question => !question.Situation.Options.Any(option => option.Id == Answers.GetValueOrDefault(question.Key)))];

    /// <summary>The answers to one item's own questions.</summary>
    public IReadOnlyDictionary<string, string> AnswersOf(string item)
    {
        var given = new Dictionary<string, string>();
        foreach (var situation in Items[item].Content.Situations)
        {
            if (AnswerTo(item, situation.Id) is { Length: > 0 } answer && situation.IsAsked(given))
            {
                given[situation.Id] = answer;
            }
        }

        return given;
    }

    /// <summary>A step's checklist: what the form, another step or the centre itself gives is fetched.</summary>
    public IReadOnlyList<ChecklistEntry> ChecklistOf(StepContent step) =>
    [
        new ChecklistEntry(CaseMaterial.Form, Required: true, Fetched: false, Deferrable: false),
        .. Items[step.Item].Content.MaterialsFor(AnswersOf(step.Item)).Select(material => new ChecklistEntry(material.Id, material.Required, !IsAskedFor(step, material), material.Deferrable)),
    ];

    private List<MergedQuestion> Merge()
    {
        var all = Steps.SelectMany(step => Items[step.Item].Content.Situations.Select(situation => (step.Item, Situation: situation)))
            .Where(one => FieldFor(one.Item, one.Situation.Id) is null);
        var merged = all.GroupBy(one => (one.Situation.Id, one.Situation.TextZh, string.Join('|', one.Situation.Options.Select(option => option.Id))))
            .Select(same => new MergedQuestion($"{same.First().Item}.{same.Key.Id}", same.First().Situation, [.. same.Select(one => (one.Item, one.Situation.Id)).Distinct()]));
        return [.. merged.Where(question => question.Of.Any(of => IsAsked(of.Item, of.Question)))];
    }

    // A question that depends on another is asked when that has been answered so.
    private bool IsAsked(string item, string question)
    {
        var situations = Items[item].Content.Situations;
        var given = situations.Select(one => (one.Id, Answer: AnswerTo(item, one.Id))).Where(one => one.Answer is not null).ToDictionary(one => one.Id, one => one.Answer!);
        return situations.Single(one => one.Id == question).IsAsked(given);
    }

    private List<MergedMaterial> MergeMaterials() =>
    [
        .. Steps.SelectMany(step => Items[step.Item].Content.MaterialsFor(AnswersOf(step.Item)).Where(material => IsAskedFor(step, material)).Select(material => (step.No, Material: material)))
            .GroupBy(one => Content.DocumentOf(one.Material.NameZh))
            .Select(same => new MergedMaterial(
                same.First().Material.Id, same.First().Material, [.. same.Select(one => (one.No, one.Material.Id))], same.Any(one => one.Material.Required), same.All(one => one.Material.Deferrable))),
    ];

    private bool IsAskedFor(StepContent step, Material material) =>
        material.IsBrought && !Content.FormCovers.Contains(material.NameZh) && Content.CoveredWhen.GetValueOrDefault(material.NameZh)?.Holds(Answers) != true
            && !Steps.Any(other => before[step.No].Contains(other.No) && (other.Produces.Contains(material.NameZh) || Items[other.Item].Content.Results.Any(result => result.NameZh == material.NameZh)));

    private string? AnswerTo(string item, string question) =>
        FieldFor(item, question) is { } field ? Answers.GetValueOrDefault(field.Id)
            : Questions is null ? Answers.GetValueOrDefault(KeyOf(item, question))
            : Questions.FirstOrDefault(merged => merged.Of.Contains((item, question))) is { } asked ? Answers.GetValueOrDefault(asked.Key) : null;

    // Before the questions are merged: the key of the first item that asks the same.
    private string KeyOf(string item, string question)
    {
        var text = Items[item].Content.Situations.Single(one => one.Id == question).TextZh;
        var first = Steps.First(step => Items[step.Item].Content.Situations.Any(one => one.Id == question && one.TextZh == text && FieldFor(step.Item, one.Id) is null));
        return $"{first.Item}.{question}";
    }

    private FieldContent? FieldFor(string item, string question) => Content.Fields.FirstOrDefault(field => field.Answers.Contains($"{item}.{question}"));

    // Asked of those whose steps use it, or where it decides something.
    private bool IsNeeded(FieldContent field) =>
        field.Id == Content.NameField || field.Answers.Count > 0 || Steps.Any(step => step.Inputs.Contains(field.Id) || step.BodyFrom == field.Id)
            || Content.Steps.Any(step => step.When.Any(condition => condition.Question == field.Id)) || Content.Fields.Any(other => other.AskedWhen.Any(condition => condition.Question == field.Id));
}
