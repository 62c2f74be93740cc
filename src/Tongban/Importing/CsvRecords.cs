using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Tongban.Importing;

/// <summary>One record of a file.</summary>
/// <param name="Line">The line on which it begins, 1 for the header.</param>
/// <param name="Fields">As they stand, quotes taken off.</param>
/// <param name="IsBroken">Its quotes do not fit.</param>
public sealed record CsvRecord(long Line, string[] Fields, bool IsBroken);

/// <summary>The file cannot be read on; what was taken in before stays.</summary>
public sealed class UnreadableFile(string sentence) : Exception(sentence);

/// <summary>Reads a CSV file (RFC 4180) in UTF-8, with or without a byte order mark, record by record.</summary>
public sealed class CsvRecords : IDisposable
{
    // Longer than any column: a quote that nobody closed would otherwise swallow the rest of the file.
    private const int LongestField = 20_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string name;
    private readonly StreamReader reader;
    private readonly CsvParser parser;
    private bool isBroken;

    private CsvRecords(string path)
    {
        name = Path.GetFileName(path);
        reader = new StreamReader(path, Strict);
        parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            MaxFieldSize = LongestField,
            BadDataFound = _ => isBroken = true,
        });
    }

    public static CsvRecords Open(string path) => new(path);

    /// <summary>SHA-256 of the file: what was begun is gone on with only when it is still the same.</summary>
    public static async Task<string> HashAsync(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop));
    }

    /// <summary>The next record; null at the end.</summary>
    public CsvRecord? Next()
    {
        isBroken = false;
        var line = parser.RawRow + 1;
        try
        {
            return parser.Read() ? new CsvRecord(line, parser.Record ?? [], isBroken) : null;
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableFile($"{name}: not UTF-8 after line {line}");
        }
        catch (MaxFieldSizeException)
        {
            throw new UnreadableFile($"{name}: line {line}: a field of more than {LongestField} characters; a quote is probably not closed");
        }
    }

    public void Dispose()
    {
        parser.Dispose();
        reader.Dispose();
    }
}
