using System.Security.Cryptography;

namespace Tongban.People.Administering;

/// <summary>A password that an administrator tells once and the person changes at the first sign-in.</summary>
public static class OneTimePassword
{
    // No 0 O 1 l I: it is read aloud and copied by hand.
    private const string Letters = "abcdefghjkmnpqrstuvwxyz";
    private const string Capitals = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Numbers = "23456789";

    /// <summary>Three groups of four with every class that the rules ask for: about 60 random bits.</summary>
    public static string New() => $"{Group()}-{Group()}-{Group()}";

    private static string Group() =>
        RandomNumberGenerator.GetString(Capitals, 1) + RandomNumberGenerator.GetString(Letters, 2) + RandomNumberGenerator.GetString(Numbers, 1);
}
