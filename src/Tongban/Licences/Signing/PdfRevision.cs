using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tongban.Licences.Signing;

/// <summary>
/// Objects appended to a PDF that we have drawn ourselves (ISO 32000-1, 7.5.6, incremental updates): what was there stays
/// byte for byte. It reads just enough to do so: one classic cross-reference table, objects that are plain dictionaries.
/// </summary>
internal sealed partial class PdfRevision
{
    private readonly byte[] before;
    private readonly string text;
    private readonly Dictionary<int, int> offsets = [];
    private readonly string trailer;
    private readonly int tableAt;
    private readonly StringBuilder added = new();
    private readonly SortedDictionary<int, int> places = [];
    private int next;

    public PdfRevision(byte[] pdf)
    {
        (before, text) = (pdf, Encoding.Latin1.GetString(pdf));
        tableAt = int.Parse(Only(StartXref().Match(text)), CultureInfo.InvariantCulture);
        trailer = text[text.IndexOf("trailer", tableAt, StringComparison.Ordinal)..text.LastIndexOf("startxref", StringComparison.Ordinal)];
        ReadTable();
        next = Number(trailer, "Size");
        Root = Number(trailer, "Root");
        added.Append('\n');
    }

    /// <summary>The catalogue's object number.</summary>
    public int Root { get; }

    public int NewNumber() => next++;

    /// <summary>The object number of a page, counted from 0.</summary>
    public int Page(int index) => Pages(Number(Dictionary(Root), "Pages")).ElementAt(index);

    /// <summary>An object's dictionary, from <c>&lt;&lt;</c> to <c>&gt;&gt;</c>.</summary>
    public string Dictionary(int number)
    {
        var from = text.IndexOf("<<", offsets[number], StringComparison.Ordinal);
        return text[from..text.IndexOf("endobj", from, StringComparison.Ordinal)].TrimEnd();
    }

    /// <summary>The object once more, with further entries.</summary>
    public void Extend(int number, string entries) => Add(number, $"{Dictionary(number)[..^2]}\n{entries}>>");

    public void Add(int number, string body)
    {
        places[number] = before.Length + added.Length;
        added.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
    }

    /// <summary>The whole file with this revision.</summary>
    public byte[] Write()
    {
        var at = before.Length + added.Length;
        added.Append("xref\n");
        foreach (var (number, place) in places)
        {
            added.Append(CultureInfo.InvariantCulture, $"{number} 1\n{place:0000000000} 00000 n \n");
        }

        var kept = Kept().Matches(trailer).Select(match => match.Value);
        added.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {next}\n/Root {Root} 0 R\n{string.Join('\n', kept)}\n/Prev {tableAt}>>\nstartxref\n{at}\n%%EOF\n");
        return [.. before, .. Encoding.Latin1.GetBytes(added.ToString())];
    }

    private IEnumerable<int> Pages(int node)
    {
        var kids = Kids().Match(Dictionary(node));
        return kids.Success ? Reference().Matches(kids.Value).SelectMany(kid => Pages(int.Parse(kid.Groups[1].Value, CultureInfo.InvariantCulture))) : [node];
    }

    private void ReadTable()
    {
        var lines = text[tableAt..text.IndexOf("trailer", tableAt, StringComparison.Ordinal)].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["xref", var span, ..] || !span.StartsWith("0 ", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("This PDF has no cross-reference table of the classic kind.");
        }

        for (var number = 0; number < lines.Length - 2; number++)
        {
            offsets[number] = int.Parse(lines[number + 2][..10], CultureInfo.InvariantCulture);
        }
    }

    private static int Number(string dictionary, string name) =>
        int.Parse(Only(Regex.Match(dictionary, $@"/{name}\s+(\d+)", RegexOptions.CultureInvariant)), CultureInfo.InvariantCulture);

    private static string Only(Match match) => match.Success ? match.Groups[1].Value : throw new InvalidOperationException("This PDF is not one of ours.");

    [GeneratedRegex(@"startxref\s+(\d+)\s+%%EOF\s*$")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Info\s+\d+\s+0\s+R|/ID\s*\[[^\]]*\]", RegexOptions.Singleline)]
    private static partial Regex Kept();

    [GeneratedRegex(@"/Kids\s*\[[^\]]*\]")]
    private static partial Regex Kids();

    [GeneratedRegex(@"(\d+)\s+0\s+R")]
    private static partial Regex Reference();
}
