using System.Globalization;
using System.Text.RegularExpressions;

namespace Tongban.Kernel;

/// <summary>
/// Personal data made safe to show; practice of the trade, no norm. What is too short to keep its ends is hidden
/// whole. The hidden part never shows through, whatever was typed.
/// </summary>
public static partial class Masking
{
    private const string Hidden = "***";

    /// <summary>张三 → 张*, 王建国 → 王*国, 欧阳建国 → 欧**国; a single character is hidden.</summary>
    public static string Name(string name)
    {
        var length = new StringInfo(name).LengthInTextElements;

        return length <= 2 ? Keep(name, 1, 0) : Keep(name, 1, 1);
    }

    /// <summary>For staff who may see it in part: <c>410105********0018</c>.</summary>
    public static string Id(string number) => Keep(number, 6, 4);

    /// <summary>For public lists: <c>4****************8</c>.</summary>
    public static string IdInPublic(string number) => Keep(number, 1, 1);

    /// <summary><c>138****1234</c>.</summary>
    public static string Phone(string number) => Keep(number, 3, 4);

    /// <summary><c>a***@x.cn</c>; the stars do not tell the length.</summary>
    public static string Email(string address)
    {
        var at = address.LastIndexOf('@');

        return at < 0 ? Hidden : (at > 1 ? address[..1] : "") + Hidden + address[at..];
    }

    /// <summary>Kept to the district: 河南省郑州市金水区***; hidden whole when it names neither province nor city first.</summary>
    public static string Address(string address) => ToTheDistrict().Match(address.Trim()).Value + Hidden;

    // Counts characters as people do: a rare ideograph is two chars of UTF-16.
    private static string Keep(string text, int head, int tail)
    {
        var all = new StringInfo(text);
        var length = all.LengthInTextElements;
        var hidden = length - head - tail;

        return hidden <= 0
            ? new string('*', length)
            : all.SubstringByTextElements(0, head) + new string('*', hidden) + (tail > 0 ? all.SubstringByTextElements(length - tail) : "");
    }

    // The district's own name is short and holds neither street words nor digits, and 小区, 社区, 园区 are homes, not
    // districts: when in doubt the text is cut earlier.
    [GeneratedRegex("^(?=.{2,8}?(?:省|自治区|特别行政区|市))(?:.{2,6}?(?:省|自治区|特别行政区))?(?:[^路街巷号弄\\d]{1,8}?(?:市|自治州|地区|盟))?(?:[^路街巷号弄\\d]{1,6}?(?:(?<!小|社|园)区|县|旗|市))?")]
    private static partial Regex ToTheDistrict();
}
