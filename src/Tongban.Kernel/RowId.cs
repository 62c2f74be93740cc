using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tongban.Kernel;

/// <summary>
/// Ids of rows: UUIDv7 (RFC 9562 §5.7), with the millisecond's 4,096 parts in the twelve bits that follow it (§6.2, method
/// 3). What is made one after the other lies one after the other in its indexes, in a burst of thousands too, so that a
/// batch writes few pages. The random bits are drawn for many ids at a time: each draw asks the operating system.
/// </summary>
public static class RowId
{
    private const int RandomBytes = 8;
    private const int AtATime = 128;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int left;

    public static Guid New()
    {
        var since = DateTime.UtcNow - DateTime.UnixEpoch;
        var millisecond = since.Ticks / TimeSpan.TicksPerMillisecond;
        var part = since.Ticks % TimeSpan.TicksPerMillisecond * 4096 / TimeSpan.TicksPerMillisecond;
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, (millisecond << 16) | 0x7000 | part);
        Draw(id[RandomBytes..]);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    private static void Draw(Span<byte> random)
    {
        if (left == 0)
        {
            RandomNumberGenerator.Fill(drawn ??= new byte[AtATime * RandomBytes]);
            left = AtATime;
        }

        drawn.AsSpan(--left * RandomBytes, RandomBytes).CopyTo(random);
    }
}
