using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Tongban.Shared.Sm;

/// <summary>SM4 分组密码算法, GB/T 32907.</summary>
public static class Sm4
{
    public const int KeyLength = 16;
    public const int BlockLength = 16;
    private const int NonceLength = 12;
    private const int TagBits = 128;

    /// <summary>One block, as the standard's examples count it; a message is sealed with <see cref="Seal"/>.</summary>
    public static void EncryptBlock(byte[] key, byte[] block, int times = 1)
    {
        var engine = new SM4Engine();
        engine.Init(forEncryption: true, new KeyParameter(key));
        for (var left = times; left > 0; left--)
        {
            engine.ProcessBlock(block, 0, block, 0);
        }
    }

    /// <summary>Encrypted and protected against change (GCM, RFC 8998): nonce, cipher text, tag.</summary>
    public static byte[] Seal(byte[] key, byte[] plain)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        return [.. nonce, .. Run(forEncryption: true, key, nonce, plain)];
    }

    /// <exception cref="CryptographicException">It was changed, or sealed with another key.</exception>
    public static byte[] Open(byte[] key, byte[] stored)
    {
        try
        {
            return Run(forEncryption: false, key, stored[..NonceLength], stored[NonceLength..]);
        }
        catch (InvalidCipherTextException changed)
        {
            throw new CryptographicException("The cipher text was changed, or sealed with another key.", changed);
        }
    }

    private static byte[] Run(bool forEncryption, byte[] key, byte[] nonce, byte[] data)
    {
        var cipher = new GcmBlockCipher(new SM4Engine());
        cipher.Init(forEncryption, new AeadParameters(new KeyParameter(key), TagBits, nonce));
        var done = new byte[cipher.GetOutputSize(data.Length)];
        var length = cipher.ProcessBytes(data, 0, data.Length, done, 0);
        cipher.DoFinal(done, length);
        return done;
    }
}
