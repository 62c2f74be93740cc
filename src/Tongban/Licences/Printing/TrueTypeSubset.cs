using System.Buffers.Binary;
using System.Text;

namespace Tongban.Licences.Printing;

/// <summary>
/// A font that holds only what one paper uses: a few kilobytes instead of megabytes. Each character gets an outline of its
/// own, also where two share one in the file, so that a reader of the PDF finds for every outline the one character that
/// was written.
/// </summary>
public sealed class TrueTypeSubset
{
    private const ushort IsWord = 0x1, HasScale = 0x8, More = 0x20, HasTwoScales = 0x40, HasMatrix = 0x80;
    private static readonly string[] Kept = ["OS/2", "cvt ", "fpgm", "name", "prep"];

    private readonly TrueTypeFont font;
    private readonly List<int> runes;
    private readonly List<int> outlines = [0];
    private readonly Dictionary<int, int> parts = [];

    private TrueTypeSubset(TrueTypeFont font, IEnumerable<int> used)
    {
        this.font = font;
        runes = [.. used.Order()];
        outlines.AddRange(runes.Select(rune => (int)font.GlyphOf(rune)));
    }

    public static byte[] Of(TrueTypeFont font, IEnumerable<int> used) => new TrueTypeSubset(font, used).Write();

    private byte[] Write()
    {
        var (glyf, loca) = Outlines();
        var tables = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cmap"] = Characters(),
            ["glyf"] = glyf,
            ["head"] = Patched("head", 50, 1),
            ["hhea"] = Patched("hhea", 34, outlines.Count),
            ["hmtx"] = Widths(),
            ["loca"] = loca,
            ["maxp"] = Patched("maxp", 4, outlines.Count),
            ["post"] = Post(),
        };
        foreach (var name in Kept.Where(font.HasTable))
        {
            tables[name] = font.Table(name).ToArray();
        }

        return Joined(tables);
    }

    // A composed outline names others: they come along under their new numbers, and may name others again.
    private (byte[] Glyf, byte[] Loca) Outlines()
    {
        using var glyf = new MemoryStream();
        using var loca = new MemoryStream();
        for (var index = 0; index < outlines.Count; index++)
        {
            Put32(loca, (uint)glyf.Length);
            var outline = font.Outline(outlines[index]).ToArray();
            Renumber(outline);
            glyf.Write(outline);
            glyf.Write(new byte[(4 - (outline.Length % 4)) % 4]);
        }

        Put32(loca, (uint)glyf.Length);
        return (glyf.ToArray(), loca.ToArray());
    }

    private void Renumber(byte[] outline)
    {
        if (outline.Length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            return;
        }

        for (var (at, flags) = (10, More); (flags & More) != 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = outline.AsSpan(at + 2);
            BinaryPrimitives.WriteUInt16BigEndian(part, (ushort)NumberOf(BinaryPrimitives.ReadUInt16BigEndian(part)));
            at += 4 + ((flags & IsWord) != 0 ? 4 : 2) + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
        }
    }

    private int NumberOf(int part)
    {
        if (!parts.TryGetValue(part, out var number))
        {
            parts[part] = number = outlines.Count;
            outlines.Add(part);
        }

        return number;
    }

    private byte[] Characters()
    {
        using var cmap = new MemoryStream();
        foreach (var number in new ushort[] { 0, 1, 3, 10, 0, 12, 12, 0 })
        {
            Put16(cmap, number);
        }

        foreach (var number in new[] { 16 + (runes.Count * 12), 0, runes.Count }.Concat(runes.SelectMany((rune, index) => new[] { rune, rune, index + 1 })))
        {
            Put32(cmap, (uint)number);
        }

        return cmap.ToArray();
    }

    private byte[] Widths()
    {
        using var hmtx = new MemoryStream();
        foreach (var (width, left) in outlines.Select(font.AdvanceOf))
        {
            Put16(hmtx, width);
            Put16(hmtx, (ushort)left);
        }

        return hmtx.ToArray();
    }

    private byte[] Patched(string table, int at, int value)
    {
        var copy = font.Table(table).ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(copy.AsSpan(at), (ushort)value);
        return copy;
    }

    // Version 3: outlines without names.
    private static byte[] Post()
    {
        var post = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(post, 0x00030000);
        return post;
    }

    private static byte[] Joined(SortedDictionary<string, byte[]> tables)
    {
        using var file = new MemoryStream();
        var power = (int)Math.Log2(tables.Count);
        Put32(file, 0x00010000);
        foreach (var number in new[] { tables.Count, 16 << power, power, (tables.Count * 16) - (16 << power) })
        {
            Put16(file, (ushort)number);
        }

        var at = 12 + (tables.Count * 16);
        foreach (var (name, table) in tables)
        {
            file.Write(Encoding.ASCII.GetBytes(name));
            Put32(file, Sum(table));
            Put32(file, (uint)at);
            Put32(file, (uint)table.Length);
            at += (table.Length + 3) / 4 * 4;
        }

        foreach (var table in tables.Values)
        {
            file.Write(table);
            file.Write(new byte[(4 - (table.Length % 4)) % 4]);
        }

        return file.ToArray();
    }

    private static uint Sum(byte[] table)
    {
        var sum = 0u;
        for (var at = 0; at < table.Length; at++)
        {
            sum += (uint)table[at] << (24 - (at % 4 * 8));
        }

        return sum;
    }

    private static void Put16(MemoryStream to, ushort number)
    {
        to.WriteByte((byte)(number >> 8));
        to.WriteByte((byte)number);
    }

    private static void Put32(MemoryStream to, uint number)
    {
        Put16(to, (ushort)(number >> 16));
        Put16(to, (ushort)number);
    }
}
