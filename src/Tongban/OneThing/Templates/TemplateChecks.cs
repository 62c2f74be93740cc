using Tongban.Catalogue;
using Tongban.Enterprises;

namespace Tongban.OneThing;

/// <summary>What a template must keep before it is published, by itself; pure.</summary>
public static class TemplateChecks
{
    public const int LongestHours = 400;
    private const int MostSteps = 30;
    private const int MostFields = 120;

    public static IReadOnlyList<TemplateFault> Check(TemplateContent content)
    {
        var faults = new List<TemplateFault>();
        faults.AddRange(OfWhole(content));
        faults.AddRange(content.Fields.SelectMany(field => OfField(content, field)));
        faults.AddRange(content.Steps.SelectMany(step => OfStep(content, step)));
        var graph = new TemplateGraph(content);
        if (graph.Circle() is { Count: > 0 } circle)
        {
            return [.. faults, new TemplateFault("cycle", string.Join(", ", circle))];
        }

        faults.AddRange(content.Steps.DistinctBy(step => step.No).SelectMany(step => OfNeeds(content, graph, step)));
        if (graph.CriticalHours() > content.TargetHours)
        {
            faults.Add(new("whole-too-short", content.TargetHours, graph.CriticalHours()));
        }

        return [.. faults.Distinct()];
    }

    private static IEnumerable<TemplateFault> OfWhole(TemplateContent content)
    {
        if (new[] { content.NameZh, content.NameEn, content.SummaryZh, content.SummaryEn }.Any(string.IsNullOrWhiteSpace))
        {
            yield return new("name");
        }

        if (!ItemContent.Audiences.Contains(content.Audience))
        {
            yield return new("audience", content.Audience);
        }

        if (content.Steps.Count is 0 or > MostSteps || content.Fields.Count is 0 or > MostFields)
        {
            yield return new("size", MostSteps, MostFields);
        }

        if (content.Field(content.NameField) is not { Optional: false, Type: FieldType.Text or FieldType.Name, AskedWhen.Count: 0 } || content.Asked.All(field => field.Id != content.NameField))
        {
            yield return new("name-field", content.NameField);
        }

        if (content.TargetHours is < 1 or > LongestHours)
        {
            yield return new("hours", LongestHours);
        }
    }

    private static IEnumerable<TemplateFault> OfField(TemplateContent content, FieldContent field)
    {
        if (field.Id.Length is 0 or > BundleAnswer.MaxField || field.Id.Any(c => c != '_' && !char.IsAsciiLetterOrDigit(c)))
        {
            yield return new("field-id", field.Id);
        }

        if (string.IsNullOrWhiteSpace(field.LabelZh) || string.IsNullOrWhiteSpace(field.LabelEn))
        {
            yield return new("field-label", field.Id);
        }

        if (content.Fields.Count(other => other.Id == field.Id) > 1)
        {
            yield return new("field-twice", field.Id);
        }

        if (field.Type == FieldType.Choice != field.Options.Count > 0)
        {
            yield return new("options", field.Id);
        }

        foreach (var fault in OfShape(content, field))
        {
            yield return fault;
        }

        if (content.Steps.All(step => !step.Inputs.Contains(field.Id) && !step.Outputs.Contains(field.Id) && step.BodyFrom != field.Id) && field.Answers.Count == 0
            && !Conditions(content).Any(condition => condition.Question == field.Id))
        {
            yield return new("field-unused", field.Id);
        }

        if (field.Produced != content.Steps.Any(step => step.Outputs.Contains(field.Id)))
        {
            yield return new(field.Produced ? "no-producer" : "produced-and-asked", field.Id);
        }

        foreach (var fault in (field.Id == content.NameField ? content.CoveredWhen.Values : []).SelectMany(condition => OfCondition(content, condition)))
        {
            yield return fault;
        }

        foreach (var fault in field.AskedWhen.SelectMany(condition => OfCondition(content, condition)))
        {
            yield return fault;
        }
    }

    // A pattern that cannot be read, that nobody can say in words, or that stands where nothing reads it.
    private static IEnumerable<TemplateFault> OfShape(TemplateContent content, FieldContent field)
    {
        if (field.Pattern is { } pattern && (field.Type is not (FieldType.Text or FieldType.Codes) || !AnswerText.IsPattern(pattern) || string.IsNullOrWhiteSpace(field.ShapeZh) || string.IsNullOrWhiteSpace(field.ShapeEn)))
        {
            yield return new("pattern", field.Id);
        }

        if (field.Count < 0 || field.Count > AnswerText.MostCodes || (field.Count > 0 && field.Type != FieldType.Codes))
        {
            yield return new("count", field.Id, AnswerText.MostCodes);
        }

        foreach (var fault in field.CountWhen.SelectMany(condition => OfCondition(content, condition)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<TemplateFault> OfStep(TemplateContent content, StepContent step)
    {
        if (content.Steps.Count(other => other.No == step.No) > 1 || step.No < 1)
        {
            yield return new("step-twice", step.No);
        }

        if (string.IsNullOrWhiteSpace(step.NameZh) || string.IsNullOrWhiteSpace(step.NameEn))
        {
            yield return new("step-name", step.No);
        }

        if (step.TargetHours is < 1 or > LongestHours)
        {
            yield return new("step-hours", step.No, LongestHours);
        }

        foreach (var before in step.DependsOn.Where(before => content.Steps.All(other => other.No != before)))
        {
            yield return new("unknown-step", step.No, before);
        }

        foreach (var field in step.Inputs.Concat(step.Outputs).Where(id => content.Field(id) is null).Distinct())
        {
            yield return new("unknown-field", step.No, field);
        }

        if (step.BodyFrom is { } choice && (content.Field(choice) is not { Type: FieldType.Choice, Optional: false } chosen || chosen.Options.Any(option => option.Body is null)))
        {
            yield return new("body-from", step.No, choice);
        }

        if (step.Registers is { } made && !IsWhole(content, step, made))
        {
            yield return new("registers", step.No);
        }

        if (step.Deregisters is { } ended && !(step.Inputs.Contains(ended.Uscc) && step.Inputs.Contains(ended.Name)
            && content.Field(ended.Uscc) is { Type: FieldType.Uscc, Optional: false } && content.Field(ended.Name) is { Type: FieldType.Text, Optional: false }
            && (ended.Person is not { } person || step.Inputs.Contains(person) && content.Field(person) is { Type: FieldType.Person, Optional: false })))
        {
            yield return new("deregisters", step.No);
        }

        foreach (var fault in step.When.Concat(step.Grants.SelectMany(grant => grant.When ?? [])).SelectMany(condition => OfCondition(content, condition)))
        {
            yield return fault;
        }
    }

    private static bool IsWhole(TemplateContent content, StepContent step, RegisterContent made) =>
        step.Outputs.Contains(made.Uscc) && content.Field(made.Uscc) is { Type: FieldType.Uscc }
            && made.Fields.All(id => content.Field(id) is { Optional: false } && (id == made.Uscc || step.Inputs.Contains(id)))
            && content.Field(made.Person)!.Type == FieldType.Person && content.Field(made.Industry)!.Options.All(option => option.Id.Length == 1 && Enterprise.Industries.Contains(option.Id, StringComparison.Ordinal))
            && (made.TypeFrom is null || content.Field(made.TypeFrom)!.Options.All(option => made.Types.ContainsKey(option.Id)));

    // An answer that decides something is one that the applicant gives, among options that there are.
    private static IEnumerable<TemplateFault> OfCondition(TemplateContent content, Condition condition)
    {
        if (content.Asked.FirstOrDefault(field => field.Id == condition.Question) is not { Type: FieldType.Choice } asked)
        {
            yield return new("condition-field", condition.Question);
        }
        else if (condition.In.Count == 0 || condition.In.Any(id => asked.Options.All(option => option.Id != id)))
        {
            yield return new("condition-option", condition.Question);
        }
    }

    private static IEnumerable<TemplateFault> OfNeeds(TemplateContent content, TemplateGraph graph, StepContent step)
    {
        foreach (var output in step.Outputs.Where(output => content.Steps.Any(other => other.No != step.No && other.Outputs.Contains(output))))
        {
            yield return new("two-producers", output);
        }

        var before = graph.Before(step.No);
        foreach (var input in step.Inputs)
        {
            var producer = content.Steps.FirstOrDefault(other => other.Outputs.Contains(input));
            if (producer is not null && !before.Contains(producer.No))
            {
                yield return new("producer-not-before", step.No, input, producer.No);
            }

            // A field that only some are asked, or a step that only some need, cannot feed one that others need too.
            var needs = producer?.When ?? content.Field(input)?.AskedWhen ?? [];
            if (content.Field(input) is { Optional: false } && !needs.All(need => Covers(step.When, need)))
            {
                yield return new("producer-may-be-absent", step.No, input);
            }
        }
    }

    private static bool Covers(IReadOnlyList<Condition> given, Condition needed) =>
        given.Any(condition => condition.Question == needed.Question && condition.In.All(needed.In.Contains));

    private static IEnumerable<Condition> Conditions(TemplateContent content) =>
        content.Steps.SelectMany(step => step.When).Concat(content.Fields.SelectMany(field => field.AskedWhen));
}
