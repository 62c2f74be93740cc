using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tongban.Kernel;

/// <summary>
/// Ids of rows: UUIDv7 (RFC 9562 §5.7), with the millisecond's 4,096 parts in the twelve bits that follow it (§6.2, method
/// 3). What a thread makes one after the other lies one after the other in its indexes, in a burst of thousands too, so that
/// a batch writes few pages. The random bits are drawn for many ids at a time: each draw asks the operating system.
/// </summary>
public static class RowId
{
    // Of a millisecond.
    private const int Parts = 4096;

    // Parts that a thread may be ahead of the clock: ten milliseconds.
    private const int MostAhead = 10 * Parts;

    private const int RandomBytes = 8;
    private const int AtATime = 128;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int left;

    [ThreadStatic]
    private static long last;

    public static Guid New()
    {
        var instant = Instant();
        Span<byte> id = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(id, ((instant / Parts) << 16) | 0x7000 | (instant % Parts));
        Draw(id[RandomBytes..]);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }

    // In parts. Who is quicker than a part, or whose clock was set back a little, counts on.
    private static long Instant()
    {
        var ticks = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks;
        var now = (ticks / TimeSpan.TicksPerMillisecond * Parts) + (ticks % TimeSpan.TicksPerMillisecond * Parts / TimeSpan.TicksPerMillisecond);
        return last = now <= last && last - now < MostAhead ? last + 1 : now;
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
