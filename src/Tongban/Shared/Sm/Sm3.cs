using Org.BouncyCastle.Crypto.Digests;

namespace Tongban.Shared.Sm;

/// <summary>SM3 密码杂凑算法, GB/T 32905.</summary>
public static class Sm3
{
    public const int Length = 32;

    public static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var digest = new SM3Digest();
        var hash = new byte[Length];
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
        return hash;
    }
}
