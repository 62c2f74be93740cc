using System.Buffers.Binary;
using System.Text;

namespace Tongban.Licences.Printing;

/// <summary>
/// What a TrueType file (ISO/IEC 14496-22) says of its characters: which outline, how wide. Read once; the file stays in
/// memory, because parts of it go into every PDF.
/// </summary>
public sealed class TrueTypeFont
{
    private const uint Collection = 0x74746366;
    private readonly byte[] data;
    private readonly Dictionary<string, (int Offset, int Length)> tables = [];
    private readonly Dictionary<int, ushort> glyphs = [];
    private readonly int unitsPerEm;
    private readonly int widths;
    private readonly bool longOffsets;

    /// <exception cref="FontsMissingException">It has no TrueType outlines.</exception>
    public TrueTypeFont(byte[] data, string name)
    {
        this.data = data;
        ReadTables(UInt32(0) == Collection ? (int)UInt32(12) : 0);
        if (!new[] { "glyf", "loca", "cmap", "head", "hhea", "hmtx", "maxp" }.All(tables.ContainsKey))
        {
            throw new FontsMissingException($"The font {name} has no TrueType outlines: its text could not be copied out of a PDF. Take another one.");
        }

        unitsPerEm = UInt16(At("head") + 18);
        longOffsets = UInt16(At("head") + 50) == 1;
        widths = UInt16(At("hhea") + 34);
        Glyphs = UInt16(At("maxp") + 4);
        ReadCharacters();
    }

    public int Glyphs { get; }

    public bool Has(int rune) => GlyphOf(rune) != 0;

    /// <summary>0 is "has none".</summary>
    public ushort GlyphOf(int rune) => glyphs.GetValueOrDefault(rune);

    /// <summary>In parts of the size.</summary>
    public float WidthOf(int rune) => (float)AdvanceOf(GlyphOf(rune)).Width / unitsPerEm;

    public bool HasTable(string name) => tables.ContainsKey(name);

    /// <summary>A table as it stands in the file.</summary>
    public ReadOnlySpan<byte> Table(string name) => data.AsSpan(tables[name].Offset, tables[name].Length);

    /// <summary>An outline as it stands in the file; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (OffsetOf(glyph), OffsetOf(glyph + 1));
        return data.AsSpan(At("glyf") + from, to - from);
    }

    /// <summary>How far the next character stands, and the space on the left.</summary>
    public (ushort Width, short Left) AdvanceOf(int glyph)
    {
        var last = widths - 1;
        var width = UInt16(At("hmtx") + (Math.Min(glyph, last) * 4));
        var left = glyph <= last ? At("hmtx") + (glyph * 4) + 2 : At("hmtx") + (widths * 4) + ((glyph - widths) * 2);
        return (width, (short)UInt16(left));
    }

    private void ReadTables(int start)
    {
        for (var index = 0; index < UInt16(start + 4); index++)
        {
            var entry = start + 12 + (index * 16);
            tables[Encoding.ASCII.GetString(data, entry, 4)] = ((int)UInt32(entry + 8), (int)UInt32(entry + 12));
        }
    }

    // The table for all of Unicode (format 12) before the one for its first plane (format 4).
    private void ReadCharacters()
    {
        var subtables = Enumerable.Range(0, UInt16(At("cmap") + 2)).Select(index => At("cmap") + 4 + (index * 8))
            .Where(entry => UInt16(entry) is 0 or 3).Select(entry => At("cmap") + (int)UInt32(entry + 4)).ToList();
        if (subtables.FirstOrDefault(at => UInt16(at) == 4) is > 0 and var first)
        {
            ReadSegments(first);
        }

        if (subtables.FirstOrDefault(at => UInt16(at) == 12) is > 0 and var all)
        {
            ReadGroups(all);
        }
    }

    private void ReadGroups(int at)
    {
        for (var index = 0; index < UInt32(at + 12); index++)
        {
            var group = at + 16 + (index * 12);
            var (from, to, glyph) = ((int)UInt32(group), (int)UInt32(group + 4), (int)UInt32(group + 8));
            for (var rune = from; rune <= to; rune++)
            {
                glyphs[rune] = (ushort)(glyph + rune - from);
            }
        }
    }

    private void ReadSegments(int at)
    {
        var size = UInt16(at + 6);
        for (var index = 0; index < size; index += 2)
        {
            var (to, from) = (UInt16(at + 14 + index), UInt16(at + 16 + size + index));
            var (delta, range) = (UInt16(at + 16 + (2 * size) + index), at + 16 + (3 * size) + index);
            for (int rune = from; rune <= to && rune != 0xFFFF; rune++)
            {
                var glyph = UInt16(range) == 0 ? (ushort)(rune + delta) : Indexed(range, rune - from, delta);
                if (glyph != 0)
                {
                    glyphs[rune] = glyph;
                }
            }
        }
    }

    private ushort Indexed(int range, int index, ushort delta)
    {
        var glyph = UInt16(range + UInt16(range) + (index * 2));
        return glyph == 0 ? (ushort)0 : (ushort)(glyph + delta);
    }

    private int OffsetOf(int glyph) => longOffsets ? (int)UInt32(At("loca") + (glyph * 4)) : UInt16(At("loca") + (glyph * 2)) * 2;

    private int At(string table) => tables[table].Offset;

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));
}
