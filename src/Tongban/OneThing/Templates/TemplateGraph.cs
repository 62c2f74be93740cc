namespace Tongban.OneThing;

/// <summary>What is wrong with a template: a code with a sentence, and what the sentence names.</summary>
/// <param name="Code">Said as <c>onething.fault.{Code}</c>.</param>
/// <param name="Values">Steps and fields.</param>
public sealed record TemplateFault(string Code, params object[] Values)
{
    // Of these the first value is the step's number.
    private static readonly HashSet<string> OfSteps =
    [
        "step-twice", "step-name", "step-hours", "unknown-step", "unknown-field", "body-from", "registers", "deregisters", "producer-not-before", "producer-may-be-absent", "unknown-body", "unknown-item",
        "unknown-grant",
    ];

    /// <summary>The steps that it is about; none where it is about the whole or a field.</summary>
    public IReadOnlyList<int> Steps => Code == "cycle" ? [.. ((string)Values[0]).Split(", ").Select(int.Parse)] : OfSteps.Contains(Code) ? [(int)Values[0]] : [];

    /// <summary>Where it stands in the text: the whole first, then fields, then steps.</summary>
    public int PlaceIn(TemplateContent content) => Steps.Count > 0
        ? content.Fields.Count + Steps.Min(number => content.Steps.ToList().FindIndex(step => step.No == number))
        : Values is [string id, ..] ? content.Fields.ToList().FindIndex(field => field.Id == id) : -1;

    public bool Equals(TemplateFault? other) => other is not null && Code == other.Code && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}

/// <summary>The steps of a template as a graph: who waits for whom, and whether it can be run at all. Pure.</summary>
public sealed class TemplateGraph(TemplateContent content)
{
    private readonly Dictionary<int, StepContent> steps = content.Steps.DistinctBy(step => step.No).ToDictionary(step => step.No);

    /// <summary>Steps that can run at the same time, level by level; what stands in a circle is in none.</summary>
    public IReadOnlyList<IReadOnlyList<StepContent>> Levels()
    {
        var levels = new List<IReadOnlyList<StepContent>>();
        var done = new HashSet<int>();
        while (steps.Values.Where(step => !done.Contains(step.No) && Known(step).All(done.Contains)).OrderBy(step => step.No).ToList() is { Count: > 0 } next)
        {
            levels.Add(next);
            done.UnionWith(next.Select(step => step.No));
        }

        return levels;
    }

    /// <summary>After how many office hours each step begins if all take what they promise; what stands in a circle never does.</summary>
    public IReadOnlyDictionary<int, int> Starts()
    {
        var starts = new Dictionary<int, int>();
        foreach (var step in Levels().SelectMany(level => level))
        {
            starts[step.No] = Known(step).Select(before => starts[before] + steps[before].TargetHours).DefaultIfEmpty().Max();
        }

        return starts;
    }

    /// <summary>All that must be done before a step.</summary>
    public IReadOnlySet<int> Before(int number)
    {
        var before = new HashSet<int>();
        var open = new Queue<int>(Known(steps[number]));
        while (open.TryDequeue(out var next))
        {
            if (before.Add(next))
            {
                Known(steps[next]).ToList().ForEach(open.Enqueue);
            }
        }

        return before;
    }

    /// <summary>All that waits for a step, directly or not: what its return pauses.</summary>
    public IReadOnlySet<int> After(int number) => steps.Keys.Where(other => Before(other).Contains(number)).ToHashSet();

    /// <summary>The longest way through, in office hours.</summary>
    public int CriticalHours()
    {
        var ends = new Dictionary<int, int>();
        foreach (var step in Levels().SelectMany(level => level))
        {
            ends[step.No] = step.TargetHours + Known(step).Select(before => ends[before]).DefaultIfEmpty().Max();
        }

        return ends.Values.DefaultIfEmpty().Max();
    }

    /// <summary>Steps in a circle: each waits for another of them.</summary>
    public IReadOnlyList<int> Circle()
    {
        var sorted = Levels().SelectMany(level => level).Select(step => step.No).ToHashSet();
        return [.. steps.Keys.Where(number => !sorted.Contains(number) && Before(number).Contains(number)).Order()];
    }

    private IEnumerable<int> Known(StepContent step) => step.DependsOn.Where(steps.ContainsKey);
}
