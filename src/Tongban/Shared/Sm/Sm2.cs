using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Tongban.Shared.Sm;

/// <summary>
/// SM2 椭圆曲线公钥密码算法, GB/T 32918.2, on sm2p256v1 with SM3: how provincial platforms sign what they exchange. A
/// signature is DER, <c>SEQUENCE { r, s }</c> (GM/T 0009), a public key an uncompressed point, a private key 32 bytes.
/// </summary>
public static class Sm2
{
    /// <summary>The signer's identity where two parties have agreed on none (GM/T 0009).</summary>
    public const string UsualId = "1234567812345678";

    public const int PrivateLength = 32;

    private static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));

    /// <summary>A new pair of keys.</summary>
    public static (byte[] Private, byte[] Public) NewKeys()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(Curve, new SecureRandom()));
        var made = ((ECPrivateKeyParameters)generator.GenerateKeyPair().Private).D.ToByteArrayUnsigned();
        byte[] key = [.. new byte[PrivateLength - made.Length], .. made];
        return (key, PublicOf(key));
    }

    /// <summary>04, x, y: 65 bytes.</summary>
    public static byte[] PublicOf(byte[] privateKey) => Curve.G.Multiply(new BigInteger(1, privateKey)).Normalize().GetEncoded(compressed: false);

    /// <summary>Whether this is a point of the curve, with which something could be checked.</summary>
    public static bool IsPublicKey(byte[] key)
    {
        try
        {
            var point = Curve.Curve.DecodePoint(key);
            return point.IsValid() && !point.IsInfinity;
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or ArithmeticException)
        {
            return false;
        }
    }

    public static byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> message, string id = UsualId) => Sign(privateKey, message, id, new SecureRandom());

    /// <param name="privateKey">32 bytes.</param>
    /// <param name="message">What is signed.</param>
    /// <param name="id">The signer's identity.</param>
    /// <param name="random">Gives the number used once; a test gives the standard's.</param>
    internal static byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> message, string id, SecureRandom random)
    {
        var signer = new SM2Signer();
        signer.Init(forSigning: true, new ParametersWithID(new ParametersWithRandom(new ECPrivateKeyParameters(new BigInteger(1, privateKey), Curve), random), Encoding.ASCII.GetBytes(id)));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    /// <summary>Whether the message is what the key's holder signed. What is no key or no signature is not.</summary>
    public static bool Verify(byte[] publicKey, ReadOnlySpan<byte> message, byte[] signature, string id = UsualId)
    {
        try
        {
            var signer = new SM2Signer();
            signer.Init(forSigning: false, new ParametersWithID(new ECPublicKeyParameters(Curve.Curve.DecodePoint(publicKey), Curve), Encoding.ASCII.GetBytes(id)));
            signer.BlockUpdate(message);
            return signer.VerifySignature(signature);
        }
        catch (Exception malformed) when (malformed is ArgumentException or FormatException or ArithmeticException or CryptographicException)
        {
            return false;
        }
    }
}
