using System.Globalization;

namespace Tongban.Catalogue.Guiding;

/// <summary>
/// The pinyin initials of a Chinese text: 企业设立登记 is <c>qysldj</c>. ICU's Chinese collation orders characters by
/// pinyin, so a character's letter is that of the last first-of-its-letter that does not come after it. A character
/// with several readings gets its commonest.
/// </summary>
public static class PinyinInitials
{
    private const string FirstOfLetter = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀";
    private const string Letters = "abcdefghjklmnopqrstwxyz";
    private static readonly CompareInfo ByPinyin = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    /// <summary>Letters and digits stay, in lower case; everything else that is not Chinese is left out.</summary>
    public static string Of(string text) => string.Concat(text.Select(Initial));

    private static string Initial(char character) =>
        character is >= '\u4e00' and <= '\u9fff' ? ChineseInitial(character)
        : char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character).ToString()
        : "";

    private static string ChineseInitial(char character)
    {
        var at = FirstOfLetter.Length - 1;
        while (at > 0 && ByPinyin.Compare(character.ToString(), FirstOfLetter[at].ToString()) < 0)
        {
            at--;
        }

        return Letters[at].ToString();
    }
}
