using Microsoft.Extensions.Options;

namespace Tongban.Licences.Printing;

/// <summary>Fonts of the PDF papers: <c>Tongban:Pdf</c> in the configuration.</summary>
public sealed class PdfSettings
{
    /// <summary>TrueType files in the order in which they are asked for a character; empty takes Debian's usual ones.</summary>
    public IReadOnlyList<string> Fonts { get; set; } = [];
}

/// <summary>PDF papers cannot be made here; the sentence says what is missing and how to mend it.</summary>
public sealed class FontsMissingException(string sentence) : Exception(sentence);

/// <summary>
/// TrueType fonts, which are put into the PDF as they are: what is copied out of it is then what was written. (Outlines of
/// the other kind, such as Noto CJK's, become pictures whose copied text is wrong.)
/// </summary>
public sealed class PdfFonts(IOptions<PdfSettings> settings)
{
    /// <summary>What stands in for a character that no font has (〓), as printers do it.</summary>
    private const int Unknown = 0x3013;

    // Where punctuation and signs begin that Chinese text wants from a Chinese font.
    private const int BeyondLatin = 0x2000;

    private static readonly string[] Usual =
    [
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
        "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    ];

    private readonly Lazy<(IReadOnlyList<TrueTypeFont> Latin, IReadOnlyList<TrueTypeFont> Chinese)> fonts = new(() => Load(settings.Value.Fonts), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The font for a character, and the character itself or what stands in for it.</summary>
    public (TrueTypeFont Font, int Rune) For(int rune)
    {
        var order = rune < BeyondLatin ? fonts.Value.Latin : fonts.Value.Chinese;
        return order.FirstOrDefault(font => font.Has(rune)) is { } found ? (found, rune)
            : order.FirstOrDefault(font => font.Has(Unknown)) is { } other ? (other, Unknown)
            : (order[0], '?');
    }

    private static (IReadOnlyList<TrueTypeFont> Latin, IReadOnlyList<TrueTypeFont> Chinese) Load(IReadOnlyList<string> wanted)
    {
        var missing = wanted.Where(file => !File.Exists(file)).ToList();
        Need(missing.Count == 0, $"The font {string.Join(", ", missing)}, which Tongban:Pdf:Fonts names, is not there.");
        var all = (wanted.Count > 0 ? wanted : Usual.Where(File.Exists)).Select(file => new TrueTypeFont(File.ReadAllBytes(file), file)).ToList();
        Need(all.Any(font => font.Has('A')) && all.Any(font => font.Has('中')),
            "PDF papers need TrueType fonts with Latin and Chinese characters: install fonts-droid-fallback and fonts-liberation (Debian, Ubuntu), or name files in Tongban:Pdf:Fonts.");
        return (all, [.. all.OrderBy(font => font.Has('中') ? 0 : 1)]);
    }

    private static void Need(bool met, string otherwise)
    {
        if (!met)
        {
            throw new FontsMissingException(otherwise);
        }
    }
}
