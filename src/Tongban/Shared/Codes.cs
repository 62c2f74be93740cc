using System.Security.Cryptography;

namespace Tongban.Shared;

/// <summary>Random codes: short ones that are read aloud, long ones that are a key.</summary>
public static class Codes
{
    // No 0 O 1 I L 2 Z 5 S 8 B: they are misread on paper and misheard on the phone.
    private const string Clear = "34679ACDEFGHJKMNPQRTUVWXY";

    public const int SpokenLength = 8;

    /// <summary>Eight characters that are easily read and said.</summary>
    public static string ForSpeaking() => RandomNumberGenerator.GetString(Clear, SpokenLength);

    /// <summary>Six digits, for a one-time code.</summary>
    public static string Digits() => RandomNumberGenerator.GetString("0123456789", 6);

    /// <summary>128 random bits for an address that nobody guesses.</summary>
    public static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
