namespace Tongban.OneThing;

/// <summary>Answers as a form sends them: <c>a.</c> and the field's id; the three parts of a person under one name.</summary>
public static class TypedAnswers
{
    public const string Prefix = "a.";

    public static Dictionary<string, string> Of(IFormCollection form, TemplateContent content)
    {
        var typed = new Dictionary<string, string>();
        foreach (var (name, values) in form.Where(field => field.Key.StartsWith(Prefix, StringComparison.Ordinal) && field.Key.Length <= Prefix.Length + BundleAnswer.MaxField))
        {
            var id = name[Prefix.Length..];
            typed[id] = content.Field(id)?.Type == FieldType.Person
                ? values.All(string.IsNullOrWhiteSpace) ? "" : string.Join('\t', values.Select(value => value?.Trim()))
                : values[^1] ?? "";
        }

        return typed;
    }
}

/// <summary>A field as a form shows it.</summary>
/// <param name="Field">What is asked.</param>
/// <param name="Value">As it was typed or kept.</param>
/// <param name="Error">What is wrong with it.</param>
/// <param name="Check">Where the page asks about it as it is typed; null where it does not.</param>
/// <param name="Decides">Its answer changes the form.</param>
/// <param name="Scope">Begins its ids: a page may show a field twice.</param>
public sealed record FieldShown(FieldContent Field, string Value, string? Error, string? Check, bool Decides, string Scope = "a")
{
    public string Name => TypedAnswers.Prefix + Field.Id;

    public string Id => $"{Scope}_{Field.Id}";

    public string? Described => Error is not null ? Id + "-error" : Field.HintZh is not null ? Id + "-hint" : null;
}
