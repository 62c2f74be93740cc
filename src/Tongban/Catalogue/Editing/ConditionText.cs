using Tongban.Kernel;

namespace Tongban.Catalogue.Editing;

/// <summary>Conditions as an editor types them: <c>who=agent; place=rent,own</c>; all must hold.</summary>
public static class ConditionText
{
    public static string Of(IReadOnlyList<Condition> conditions) =>
        string.Join("; ", conditions.Select(condition => $"{condition.Question}={string.Join(',', condition.In)}"));

    public static IReadOnlyList<Condition> Parse(string? typed) =>
        [.. (typed ?? "").Replace('；', ';').Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static Condition One(string typed)
    {
        var parts = typed.Split('=', StringSplitOptions.TrimEntries);
        var answers = parts.Length == 2 ? parts[1].Replace('，', ',').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
        Refusal.Unless(parts[0].Length > 0 && answers.Length > 0, "item-form.condition", typed);
        return new Condition(parts[0], answers);
    }
}
