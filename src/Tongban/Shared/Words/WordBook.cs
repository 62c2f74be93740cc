using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Tongban.Shared.Words;

/// <summary>
/// All sentences of the program, gathered at start from the <c>Words.json</c> of every feature folder. A key said
/// twice or a missing language stops the start: better there than on a citizen's screen.
/// </summary>
public sealed class WordBook
{
    private const string FileName = "Words.json";

    private readonly FrozenDictionary<string, Sentence> sentences;

    private WordBook(FrozenDictionary<string, Sentence> sentences) => this.sentences = sentences;

    public static CultureInfo Chinese { get; } = CultureInfo.GetCultureInfo("zh-CN");

    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en");

    public IEnumerable<string> Keys => sentences.Keys;

    public static WordBook Load() => Load(
        typeof(WordBook).Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(FileName, StringComparison.Ordinal))
            .Select(name => (name, Read(name))));

    /// <summary>From texts, each with the name it is blamed by.</summary>
    public static WordBook Load(IEnumerable<(string Name, string Json)> files)
    {
        var all = new Dictionary<string, Sentence>(StringComparer.Ordinal);

        foreach (var (name, json) in files)
        {
            foreach (var (key, sentence) in Parse(name, json))
            {
                Need(all.TryAdd(key, sentence), $"{name}: '{key}' is said twice.");
            }
        }

        return new WordBook(all.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>The sentence in English for any English culture, otherwise in Chinese; null when there is none.</summary>
    public string? Find(CultureInfo culture, string key) =>
        !sentences.TryGetValue(key, out var sentence) ? null
        : culture.TwoLetterISOLanguageName == "en" ? sentence.En
        : sentence.Zh;

    private static IEnumerable<(string Key, Sentence Sentence)> Parse(string name, string json)
    {
        using var document = JsonDocument.Parse(json);

        // A plain dictionary would silently keep the last of two equal keys.
        foreach (var entry in document.RootElement.EnumerateObject())
        {
            yield return (entry.Name, new Sentence(Text(name, entry, "zh"), Text(name, entry, "en")));
        }
    }

    private static string Text(string name, JsonProperty entry, string language)
    {
        var text = entry.Value.TryGetProperty(language, out var value) ? value.GetString() : null;
        Need(!string.IsNullOrWhiteSpace(text), $"{name}: '{entry.Name}' lacks '{language}'.");

        return text!;
    }

    private static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);

        return reader.ReadToEnd();
    }

    private static void Need(bool met, string otherwise)
    {
        if (!met)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private sealed record Sentence(string Zh, string En);
}
