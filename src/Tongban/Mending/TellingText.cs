using System.Globalization;
using System.Text;

namespace Tongban.Mending;

/// <summary>Whether a text tells of somebody, however it is written: full width, with gaps, with marks that nobody sees.</summary>
public static class TellingText
{
    // A phone, an identity number.
    private const int Figures = 7;

    /// <param name="text">The text.</param>
    /// <param name="names">That must not stand in it.</param>
    public static bool Tells(string? text, IEnumerable<string> names)
    {
        var plain = Plain(text ?? "");
        return HasNumber(plain) || names.Select(Plain).Any(name => name.Length > 1 && plain.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasNumber(string plain)
    {
        var run = 0;
        return plain.Any(c => (run = char.IsDigit(c) ? run + 1 : IsGap(c) ? run : 0) >= Figures);
    }

    private static bool IsGap(char c) => c is '.' or '·' || char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format));
}
