using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tongban.Shared.Files;

/// <summary>
/// A table as CSV (RFC 4180), for the programs that offices open it with: UTF-8 with a byte order mark, so that Chinese is
/// read as such, and what would be taken for a formula has an apostrophe before it.
/// </summary>
public static class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    public static byte[] Of(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)))
        {
            Write(writer, rows);
        }

        return stream.ToArray();
    }

    public static void Write(TextWriter writer, IEnumerable<IReadOnlyList<string>> rows)
    {
        using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n", ShouldQuote = NeedsQuotes }, leaveOpen: true);
        foreach (var row in rows)
        {
            foreach (var field in row)
            {
                csv.WriteField(field);
            }

            csv.NextRecord();
        }
    }

    // The library looks for the line end that it writes, not for half of one.
    private static bool NeedsQuotes(ShouldQuoteArgs field) => field.Field?.AsSpan().IndexOfAny('\r', '\n') >= 0 || ConfigurationFunctions.ShouldQuote(field);
}
