using System.Globalization;

namespace Tongban.Kernel;

/// <summary>What people type, made plain before it is judged.</summary>
internal static class Typed
{
    /// <summary>Without spaces, full-width letters and digits (１２Ａ) made half-width, upper case.</summary>
    public static string Clean(string? text) =>
        new([.. (text ?? "").Select(HalfWidth).Where(c => !char.IsWhiteSpace(c)).Select(char.ToUpperInvariant)]);

    public static bool IsDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    public static bool IsLettersOrDigits(string text) => text.Length > 0 && text.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));

    /// <summary>0–9 are themselves, A–Z are 10–35; null for any other character.</summary>
    public static int? ValueOf(char c) => char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetterUpper(c) ? c - 'A' + 10 : null;

    public static bool TryDay(string yyyyMMdd, out DateOnly day) =>
        DateOnly.TryParseExact(yyyyMMdd, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    // A full-width character stands 0xFEE0 above its half-width one.
    private static char HalfWidth(char c) => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c;
}
