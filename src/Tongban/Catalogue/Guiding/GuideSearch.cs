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

    public static IReadOnlyList<PublishedGuide> Search(string typed, IEnumerable<PublishedGuide> guides)
    {
        var query = Clean(typed);
        return query.Length == 0
            ? [.. guides]
            : [.. guides.Select(guide => (guide, score: Score(query, guide))).Where(found => found.score > 0).OrderByDescending(found => found.score).Select(found => found.guide)];
    }

    /// <summary>Full-width letters and spaces become plain ones (NFKC), small letters, outer space goes.</summary>
    public static string Clean(string typed) => typed.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant();

    private static double Score(string query, PublishedGuide guide) =>
        query.Equals(guide.Code, StringComparison.OrdinalIgnoreCase) ? 100
        : query.All(char.IsAscii) ? Math.Max(English(query, guide.Content), Initials(query, guide.Content))
        : Chinese(query, guide.Content);

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
        var words = Words(query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var title = Words($"{content.CommonNameEn} {content.NameEn}");
        var more = Words($"{string.Join(' ', content.KeywordsEn)} {content.SummaryEn}");
        return words.Length > 0 && words.All(word => StartsWord(title, word)) ? 80
            : words.Length > 0 && words.All(word => StartsWord(title, word) || StartsWord(more, word)) ? 50
            : 0;
    }

    // Real-estate and real estate are the same to who looks for it.
    private static string Words(string text) => text.Replace('-', ' ').ToLowerInvariant();

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
}
