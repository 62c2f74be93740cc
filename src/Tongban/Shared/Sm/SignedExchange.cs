using System.Text;

namespace Tongban.Shared.Sm;

/// <summary>
/// A payload as platforms exchange it: signed with SM2 over exactly the bytes that are sent. Whoever receives it checks
/// the bytes as they came, before reading them.
/// </summary>
/// <param name="Payload">The JSON, byte for byte.</param>
/// <param name="Signature">Base64 of the DER signature.</param>
public sealed record SignedExchange(string Payload, string Signature)
{
    public static SignedExchange Of(string payload, byte[] privateKey) => new(payload, Convert.ToBase64String(Sm2.Sign(privateKey, Encoding.UTF8.GetBytes(payload))));

    public bool IsFrom(byte[] publicKey)
    {
        var signature = new byte[Signature.Length];
        return Convert.TryFromBase64String(Signature, signature, out var length) && Sm2.Verify(publicKey, Encoding.UTF8.GetBytes(Payload), signature[..length]);
    }
}
