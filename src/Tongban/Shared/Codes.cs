using System.Security.Cryptography;

namespace Tongban.Shared;

/// <summary>Random codes: short ones that are read aloud, long ones that are a key.</summary>
public static class Codes
{
    // No 0 O 1 I L 2 Z 5 S 8 B: they are misread on paper and misheard on the phone.
    private const string Clear = "34679ACDEFGHJKMNPQRTUVWXY";

    public const int SpokenLength = 8;

    /// <summary>Of a one-time code.</summary>
    public const int DigitsLength = 6;

    /// <summary>Of an address that carries its row.</summary>
    public const int RowTokenLength = 48;

    /// <summary>Eight characters that are easily read and said.</summary>
    public static string ForSpeaking() => RandomNumberGenerator.GetString(Clear, SpokenLength);

    /// <summary>Digits for a one-time code.</summary>
    public static string Digits() => RandomNumberGenerator.GetString("0123456789", DigitsLength);

    /// <summary>128 random bits for an address that nobody guesses.</summary>
    public static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// The address of one row: its id, so that it is found by its key and needs no index of its own, and 64 random bits
    /// that only those who were given it know. Compared as a whole.
    /// </summary>
    public static string TokenOf(Guid id) => $"{id:n}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    /// <summary>The row of such an address; <see cref="Guid.Empty"/> where it is none.</summary>
    public static Guid IdIn(string token) => token.Length == RowTokenLength && Guid.TryParseExact(token.AsSpan(0, 32), "n", out var id) ? id : Guid.Empty;
}
