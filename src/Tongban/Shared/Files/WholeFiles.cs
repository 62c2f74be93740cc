using System.Buffers.Binary;

namespace Tongban.Shared.Files;

/// <summary>
/// Whether a file goes on as it began. A first line is soon written before a script; these are the parts without which no
/// reader of the format opens it. Nothing is decoded, and what stands behind the end (phones put films there) is let be:
/// files are only ever sent as attachments.
/// </summary>
public static class WholeFiles
{
    private const int PngMark = 8;
    private const int PngHeader = 13;
    private const int PdfEnd = 2048;

    public static bool IsWhole(this FileType type, byte[] content) => type switch
    {
        FileType.Png => IsPng(content),
        FileType.Jpeg => IsJpeg(content),
        FileType.Pdf => IsPdf(content),
        _ => true, // Zip formats were told by the table at their end.
    };

    // Chunk by chunk: the header first, picture data, the end (ISO/IEC 15948, 5).
    private static bool IsPng(ReadOnlySpan<byte> content)
    {
        var data = false;
        var rest = content.Length > PngMark ? content[PngMark..] : [];
        for (var first = true; rest.Length >= 12; first = false)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var name = rest.Slice(4, 4);
            if (length > rest.Length - 12 || first != name.SequenceEqual("IHDR"u8) || (first && (length != PngHeader || HasNoSize(rest.Slice(8, 8)))))
            {
                return false;
            }

            data |= name.SequenceEqual("IDAT"u8);
            if (name.SequenceEqual("IEND"u8))
            {
                return data;
            }

            rest = rest[(int)(length + 12)..];
        }

        return false;
    }

    private static bool HasNoSize(ReadOnlySpan<byte> size) => BinaryPrimitives.ReadUInt32BigEndian(size) == 0 || BinaryPrimitives.ReadUInt32BigEndian(size[4..]) == 0;

    // Segment by segment to the scan: a frame header must come before it, an end after it (ITU-T T.81, B.1).
    private static bool IsJpeg(ReadOnlySpan<byte> content)
    {
        var (frame, at) = (false, 2);
        while (at + 4 <= content.Length && content[at] == 0xFF)
        {
            var marker = content[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            frame |= marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (marker == 0xDA)
            {
                return frame && content[at..].LastIndexOf([(byte)0xFF, (byte)0xD9]) > 0;
            }

            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
        }

        return false;
    }

    // The table of objects and the end of the file, both near its end (ISO 32000-1, 7.5.5).
    private static bool IsPdf(ReadOnlySpan<byte> content)
    {
        var end = content[Math.Max(0, content.Length - PdfEnd)..];
        var table = end.LastIndexOf("startxref"u8);
        return table >= 0 && end[table..].IndexOf("%%EOF"u8) > 0;
    }
}
