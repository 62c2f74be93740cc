using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tongban.Kernel;

/// <summary>证照类型代码, GB/T 36904: who defined the type (18 characters), and which of its types (3 digits).</summary>
/// <remarks>Refusal: <c>licence.format</c>.</remarks>
public sealed record LicenceType(UnifiedSocialCreditCode DefinedBy, int Number)
{
    private const int Digits = 3;

    public static LicenceType Parse(string? code) => TryParse(code, out var type) ? type : throw new Refusal("licence.format");

    public static bool TryParse(string? code, [NotNullWhen(true)] out LicenceType? type)
    {
        type = code?.Length == UnifiedSocialCreditCode.Length + Digits
            && UnifiedSocialCreditCode.TryParse(code[..UnifiedSocialCreditCode.Length], out var definedBy)
            && int.TryParse(code[UnifiedSocialCreditCode.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? new LicenceType(definedBy, number)
                : null;
        return type is not null;
    }
}
