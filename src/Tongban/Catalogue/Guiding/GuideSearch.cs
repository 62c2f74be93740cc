using System.Text;

namespace Tongban.Catalogue.Guiding;

/// <summary>
/// Finds items by what people type: Chinese words or a sentence, pinyin initials (<c>bdc</c>), English words, or the
/// item's code. Best matches first.
/// </summary>
public static class GuideSearch
{
    /// <summary>A sentence is compared by its pairs of characters; half of them must occur.</summary>
    private const double EnoughPairs = 0.5;

    /// <summary>Of a sentence's single characters, the rare ones counting more, this much must occur.</summary>
    private const double EnoughCharacters = 0.4;

    /// <summary>What stands in a question and says nothing about the matter.</summary>
    private const string SaysNothing = "我你您他要想请问怎么如何哪里在去办理个一家的了吗呢啊和与给把能可以不";

    /// <summary>Of an English sentence's words, two at least and this much must occur.</summary>
    private const double EnoughWords = 0.6;

    private static readonly HashSet<string> SaysNothingInEnglish = ["a", "an", "the", "i", "we", "my", "our", "to", "of", "for", "in", "at", "how", "do", "can", "want", "need", "would", "like", "please"];

    public static IReadOnlyList<PublishedGuide> Search(string typed, IEnumerable<PublishedGuide> guides)
    {
        var query = Clean(typed);
        var all = guides.ToList();
        if (query.Length == 0)
        {
            return all;
        }

        var found = Found(all, guide => Score(query, guide));
        return found.Count > 0 || query.All(char.IsAscii) ? found : Found(all, new ByCharacters(query, all).Score);
    }

    /// <summary>Full-width letters become plain ones (NFKC), small letters; signs and spaces part words and do nothing else.</summary>
    public static string Clean(string typed) =>
        string.Join(' ', new string([.. typed.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static List<PublishedGuide> Found(IEnumerable<PublishedGuide> guides, Func<PublishedGuide, double> score) =>
        [.. guides.Select(guide => (guide, score: score(guide))).Where(found => found.score > 0).OrderByDescending(found => found.score).Select(found => found.guide)];

    private static double Score(string query, PublishedGuide guide) =>
        query.Equals(guide.Code, StringComparison.OrdinalIgnoreCase) ? 100
        : query.All(char.IsAscii) ? Math.Max(English(query, guide.Content), Initials(query.Replace(" ", "", StringComparison.Ordinal), guide.Content))
        : Math.Max(Chinese(query.Replace(" ", "", StringComparison.Ordinal), guide.Content), Words(query, guide));

    // 公司 注册: each word by itself; the poorest tells.
    private static double Words(string query, PublishedGuide guide) =>
        query.Contains(' ', StringComparison.Ordinal) ? query.Split(' ').Min(word => Score(word, guide)) : 0;

    private static double Chinese(string query, ItemContent content)
    {
        var common = content.CommonNameZh ?? content.NameZh;
        return query == common || query == content.NameZh ? 90
            : common.Contains(query, StringComparison.Ordinal) ? 80
            : content.KeywordsZh.Contains(query) ? 75
            : content.NameZh.Contains(query, StringComparison.Ordinal) ? 70
            : content.KeywordsZh.Any(keyword => keyword.Contains(query, StringComparison.Ordinal) || query.Contains(keyword, StringComparison.Ordinal)) ? 60
            : content.SummaryZh.Contains(query, StringComparison.Ordinal) ? 30
            : Pairs(query, string.Join('\n', [common, content.NameZh, content.SummaryZh, .. content.KeywordsZh]));
    }

    private static double Pairs(string query, string text)
    {
        var pairs = Enumerable.Range(0, Math.Max(0, query.Length - 1)).Select(at => query.Substring(at, 2)).ToList();
        var share = pairs.Count == 0 ? 0 : (double)pairs.Count(pair => text.Contains(pair, StringComparison.Ordinal)) / pairs.Count;
        return share >= EnoughPairs ? 20 * share : 0;
    }

    private static double English(string query, ItemContent content)
    {
        var words = query.Split(' ').Where(word => !SaysNothingInEnglish.Contains(word)).Select(Singular).ToList();
        var title = Clean($"{content.CommonNameEn} {content.NameEn}");
        var more = Clean($"{string.Join(' ', content.KeywordsEn)} {content.SummaryEn}");
        var found = words.Count(word => StartsWord(title, word) || StartsWord(more, word));
        return words.Count == 0 ? 0
            : words.All(word => StartsWord(title, word)) ? 80
            : found == words.Count ? 50
            : found >= 2 && found >= EnoughWords * words.Count ? 20.0 * found / words.Count
            : 0;
    }

    // Passports and passport are the same to who looks for it; the beginning of a word is enough.
    private static string Singular(string word) =>
        word.Length > 4 && word.EndsWith("ies", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 3 && word[^1] == 's' ? word[..^1]
        : word;

    private static bool StartsWord(string text, string word) => $" {text}".Contains($" {word}", StringComparison.Ordinal);

    private static double Initials(string query, ItemContent content)
    {
        var names = new[] { content.CommonNameZh ?? content.NameZh, content.NameZh }.Select(PinyinInitials.Of).ToList();
        return query.Length < 2 ? 0
            : names.Any(name => name.StartsWith(query, StringComparison.Ordinal)) ? 70
            : names.Any(name => name.Contains(query, StringComparison.Ordinal)) ? 55
            : content.KeywordsZh.Any(keyword => PinyinInitials.Of(keyword).StartsWith(query, StringComparison.Ordinal)) ? 45
            : 0;
    }

    /// <summary>The last resort for a sentence: 我想开个小饭馆 shares no whole word with 开饭店, but the characters that matter.</summary>
    private sealed class ByCharacters
    {
        private readonly Dictionary<char, double> weights;
        private readonly double whole;

        public ByCharacters(string query, IReadOnlyList<PublishedGuide> guides)
        {
            var texts = guides.Select(guide => Text(guide.Content)).ToList();
            weights = query.Where(c => !char.IsAscii(c) && !SaysNothing.Contains(c, StringComparison.Ordinal)).Distinct()
                .ToDictionary(c => c, c => Math.Log((texts.Count + 1) / (texts.Count(text => text.Contains(c, StringComparison.Ordinal)) + 0.5)));
            whole = weights.Values.Sum();
        }

        public double Score(PublishedGuide guide)
        {
            var text = Text(guide.Content);
            var share = weights.Count < 2 ? 0 : weights.Where(c => text.Contains(c.Key, StringComparison.Ordinal)).Sum(c => c.Value) / whole;
            return share >= EnoughCharacters ? 10 * share : 0;
        }

        private static string Text(ItemContent content) => string.Join('\n', [content.CommonNameZh ?? "", content.NameZh, .. content.KeywordsZh]);
    }
}
