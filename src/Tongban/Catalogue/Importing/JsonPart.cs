using System.Text.Json;

namespace Tongban.Catalogue.Importing;

/// <summary>
/// A piece of a JSON file that knows its place. What is missing or of the wrong kind becomes a <see cref="Fault"/>
/// and reading goes on with an empty value.
/// </summary>
public sealed class JsonPart(JsonElement element, string file, string place, Faults faults)
{
    public const int LongText = 2000;

    public string File => file;

    /// <summary><c>$.items[3].materials[0]</c>.</summary>
    public string Place => place;

    /// <summary>A text that must be there.</summary>
    public string Text(string name, int longest = LongText)
    {
        var text = OptionalText(name, longest);
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault(name, "a text is needed here");
        }

        return text ?? "";
    }

    public string? OptionalText(string name, int longest = LongText)
    {
        var text = Value(name, JsonValueKind.String)?.GetString();
        if (text?.Length > longest)
        {
            Fault(name, $"at most {longest} characters, these are {text.Length}");
        }

        return text;
    }

    public int Number(string name, int least, int most) => OptionalNumber(name, least, most) ?? Missing(name, "a number is needed here", least);

    public int? OptionalNumber(string name, int least, int most)
    {
        if (Value(name, JsonValueKind.Number) is not { } value)
        {
            return null;
        }

        return value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : Missing(name, $"a whole number from {least} to {most} is needed, this is {value}", least);
    }

    public double Degrees(string name, double most) =>
        Value(name, JsonValueKind.Number) is { } value && value.TryGetDouble(out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : Missing(name, $"degrees between -{most} and {most} are needed", 0);

    public bool Flag(string name) => OptionalFlag(name) ?? Missing(name, "true or false is needed here", 0) > 0;

    public bool? OptionalFlag(string name) => Child(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        null or { ValueKind: JsonValueKind.Null } => null,
        _ => Missing(name, "true or false is needed here", 0) > 0,
    };

    public DateOnly Day(string name) =>
        DateOnly.TryParseExact(Text(name), "yyyy-MM-dd", out var day) ? day : DateOnly.FromDayNumber(Missing(name, "a day like 2026-11-24 is needed", 0));

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(name);
        if (!choices.TryGetValue(text, out var chosen) && text.Length > 0)
        {
            Fault(name, $"“{text}” is none of {string.Join(", ", choices.Keys)}");
        }

        return chosen ?? choices.Values.First();
    }

    /// <summary>A list of texts; none when it is null or missing.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. Parts(name).Select(part => part.AsText())];

    /// <summary>The elements of a list; none when it is null or missing.</summary>
    public IEnumerable<JsonPart> Parts(string name) =>
        Value(name, JsonValueKind.Array) is { } list ? new JsonPart(list, file, $"{place}.{name}", faults).Elements() : [];

    /// <summary>The elements of this list.</summary>
    public IReadOnlyList<JsonPart> Elements()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            faults.Add(file, place, "a list is needed here");
            return [];
        }

        return [.. element.EnumerateArray().Select((child, index) => new JsonPart(child, file, $"{place}[{index}]", faults))];
    }

    public JsonPart? Part(string name) =>
        Value(name, JsonValueKind.Object) is { } child ? new JsonPart(child, file, $"{place}.{name}", faults) : null;

    public string AsText()
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            return element.GetString()!;
        }

        faults.Add(file, place, "a text is needed here");
        return "";
    }

    public void Fault(string name, string reason) => faults.Add(file, name.Length == 0 ? place : $"{place}.{name}", reason);

    public void Warning(string name, string reason) => faults.Warn(file, $"{place}.{name}", reason);

    private JsonElement? Value(string name, JsonValueKind kind)
    {
        if (Child(name) is not { } child || child.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (child.ValueKind == kind)
        {
            return child;
        }

        Fault(name, $"{kind.ToString().ToLowerInvariant()} is needed, this is {child.ValueKind.ToString().ToLowerInvariant()}");
        return null;
    }

    private JsonElement? Child(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : null;

    private int Missing(string name, string reason, int instead)
    {
        Fault(name, reason);
        return instead;
    }
}
