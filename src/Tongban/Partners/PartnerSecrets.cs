using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Tongban.People;
using Tongban.Shared.Sm;

namespace Tongban.Partners;

/// <summary>What a new client is kept with.</summary>
public sealed record NewSecrets(string SecretHash, string SigningCipher);

/// <summary>What is shown once, and never again.</summary>
/// <param name="Secret">The client's secret.</param>
/// <param name="Signing">The key to check webhooks with: shared, or our public SM2 key.</param>
public sealed record ToldSecrets(string Secret, string Signing);

/// <summary>Makes secrets and keys of partners. A secret has 256 bits of chance: its hash needs no salt and nobody guesses it.</summary>
public sealed class PartnerSecrets(PersonalData sealing)
{
    public const int HashLength = 64;

    /// <summary>65 bytes in hexadecimal digits.</summary>
    public const int PublicKeyLength = 130;

    /// <summary>How the keys of Standard Webhooks begin.</summary>
    public const string SharedPrefix = "whsec_";

    private const string SecretPrefix = "tbs_";
    private const string Kind = "partner-signing";
    private const int Length = 32;

    public static string NewSecret() => SecretPrefix + WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(Length));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    public static bool Same(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));

    /// <summary>A new signing key, sealed, and what the other side needs to check with it.</summary>
    public (string Cipher, string Told) NewSigning(PartnerKind kind)
    {
        var key = kind == PartnerKind.Province ? Sm2.NewKeys().Private : RandomNumberGenerator.GetBytes(Length);
        return (sealing.Seal(Kind, Convert.ToBase64String(key)).Cipher, Told(kind, key));
    }

    /// <summary>The bytes to sign with.</summary>
    public byte[] Open(string cipher) => Convert.FromBase64String(sealing.Open(new Sealed(cipher, "")));

    /// <summary>Our public SM2 key for the province: no secret, and shown whenever somebody wants it.</summary>
    public string PublicKeyOf(PartnerClient province) => Told(PartnerKind.Province, Open(province.SigningCipher));

    private static string Told(PartnerKind kind, byte[] key) =>
        kind == PartnerKind.Province ? Convert.ToHexString(Sm2.PublicOf(key)) : SharedPrefix + Convert.ToBase64String(key);
}
