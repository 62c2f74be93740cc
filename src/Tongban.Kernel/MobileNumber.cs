using System.Diagnostics.CodeAnalysis;

namespace Tongban.Kernel;

/// <summary>
/// A mobile number of mainland China: eleven digits, 13… to 19…. Spaces, hyphens and the country's prefix
/// (+86, 0086, 86) are taken off.
/// </summary>
/// <remarks>Refusal: <c>mobile.format</c> with the count of digits that were typed.</remarks>
public sealed record MobileNumber
{
    public const int Length = 11;

    private static readonly string[] CountryPrefixes = ["+86", "0086", "86"];

    private MobileNumber(string value) => Value = value;

    /// <summary>Eleven digits, as it is stored. Personal: encrypt it, mask it.</summary>
    public string Value { get; }

    public static MobileNumber Parse(string? typed) =>
        TryParse(typed, out var number) ? number : throw new Refusal("mobile.format", (typed ?? "").Count(char.IsAsciiDigit));

    public static bool TryParse(string? typed, [NotNullWhen(true)] out MobileNumber? number)
    {
        var text = Bare(Typed.Clean(typed).Replace("-", "", StringComparison.Ordinal));
        number = text.Length == Length && Typed.IsDigits(text) && text[0] == '1' && text[1] >= '3' ? new MobileNumber(text) : null;

        return number is not null;
    }

    public override string ToString() => Masking.Phone(Value);

    // No number of eleven digits begins with 86, so nothing is taken off that belongs to it.
    private static string Bare(string text)
    {
        var prefix = CountryPrefixes.FirstOrDefault(prefix => text.StartsWith(prefix, StringComparison.Ordinal));

        return text[(prefix?.Length ?? 0)..];
    }
}
