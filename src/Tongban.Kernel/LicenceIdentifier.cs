using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Tongban.Kernel;

/// <summary>
/// 电子证照标识, GB/T 36904-2018: root, type (21: the defining body's code and three digits), issuer, serial number,
/// version (3) and a check character (ISO 7064 MOD 37,36 over these four), parted by dots. Made strictly, read
/// leniently: identifiers with a wrong check character are about, so it is told by <see cref="IsCheckRight"/>, not refused.
/// </summary>
/// <remarks>Refusal: <c>licence.format</c>.</remarks>
public sealed record LicenceIdentifier
{
    public const string Root = "1.2.156.3005.2";

    /// <summary>Ours; the standard's own bound on issuer and serial number is not known to us.</summary>
    public const int PartMaxLength = 40;

    public const int MaxLength = 14 + 1 + 21 + 1 + PartMaxLength + 1 + PartMaxLength + 1 + 3 + 1 + 1;

    private LicenceIdentifier(string type, string issuer, string serial, string version, char check) =>
        (Type, Issuer, Serial, Version, Check) = (type, issuer, serial, version, check);

    /// <summary>证照类型代码: who defined the type, and which.</summary>
    public string Type { get; }

    /// <summary>颁发机构代码: a 统一社会信用代码 or, in the wild, another code.</summary>
    public string Issuer { get; }

    /// <summary>流水号.</summary>
    public string Serial { get; }

    /// <summary>版本号, three digits.</summary>
    public string Version { get; }

    public char Check { get; }

    /// <summary>Whether the check character fits; false only in what others made.</summary>
    public bool IsCheckRight => Check == CheckOf(Type, Issuer, Serial, Version);

    /// <summary>The identifier as it is stored.</summary>
    public string Value => $"{Root}.{Type}.{Issuer}.{Serial}.{Version}.{Check}";

    /// <param name="definedBy">The body that defines the type of licence.</param>
    /// <param name="type">Which of its types, 1 to 999.</param>
    /// <param name="issuer">The issuing body.</param>
    /// <param name="serial">Capital letters and digits, at most <see cref="PartMaxLength"/>.</param>
    /// <param name="version">1 to 999.</param>
    public static LicenceIdentifier Create(UnifiedSocialCreditCode definedBy, int type, UnifiedSocialCreditCode issuer, string serial, int version = 1)
    {
        var typeCode = definedBy.Value + ThreeDigits(type);
        Refusal.Unless(IsPart(serial), "licence.format");

        return new LicenceIdentifier(typeCode, issuer.Value, serial, ThreeDigits(version), CheckOf(typeCode, issuer.Value, serial, ThreeDigits(version)));
    }

    public static LicenceIdentifier Parse(string? typed) =>
        TryParse(typed, out var identifier) ? identifier : throw new Refusal("licence.format");

    public static bool TryParse(string? typed, [NotNullWhen(true)] out LicenceIdentifier? identifier)
    {
        var text = Typed.Clean(typed);
        identifier = text.StartsWith(Root + ".", StringComparison.Ordinal) && text[(Root.Length + 1)..].Split('.') is [var type, var issuer, var serial, var version, [var check]]
            && type.Length == 21 && version.Length == 3 && Typed.IsDigits(version)
            && Typed.ValueOf(check) is not null && new[] { type, issuer, serial }.All(IsPart)
            ? new LicenceIdentifier(type, issuer, serial, version, check)
            : null;

        return identifier is not null;
    }

    public override string ToString() => Value;

    private static bool IsPart(string text) => text.Length <= PartMaxLength && Typed.IsLettersOrDigits(text);

    private static string ThreeDigits(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 999);

        return number.ToString("000", CultureInfo.InvariantCulture);
    }

    // ISO 7064 MOD 37,36: the root and the dots do not take part.
    private static char CheckOf(params IEnumerable<string> parts)
    {
        var product = 36;

        foreach (var c in string.Concat(parts))
        {
            var sum = (product + Typed.ValueOf(c)!.Value) % 36;
            product = (sum == 0 ? 36 : sum) * 2 % 37;
        }

        return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(37 - product) % 36];
    }
}
