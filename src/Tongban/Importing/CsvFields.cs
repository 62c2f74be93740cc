using System.Globalization;
using Tongban.Kernel;

namespace Tongban.Importing;

/// <summary>Which column stands where.</summary>
public sealed class CsvHeader
{
    public const int LongestId = 64;

    private readonly Dictionary<string, int> places;
    private readonly int id;

    private CsvHeader(Dictionary<string, int> places, string id) => (this.places, this.id) = (places, places[id]);

    public int Count => places.Count;

    /// <param name="names">As the file has them.</param>
    /// <param name="wanted">The columns there must be, the id first.</param>
    /// <returns>Null when these are not exactly the columns that are wanted.</returns>
    public static CsvHeader? Of(IReadOnlyList<string> names, IReadOnlyList<string> wanted)
    {
        var places = new Dictionary<string, int>();
        var isRight = names.Count == wanted.Count && names.Select(name => name.Trim()).Select((name, place) => wanted.Contains(name) && places.TryAdd(name, place)).All(added => added);
        return isRight ? new CsvHeader(places, wanted[0]) : null;
    }

    public int PlaceOf(string column) => places[column];

    /// <summary>The id of a row, as far as it can be told.</summary>
    public string IdOf(CsvRecord record)
    {
        var text = record.Fields.ElementAtOrDefault(id)?.Replace("\0", "", StringComparison.Ordinal).Trim() ?? "";
        return text.Length > LongestId ? text[..LongestId] : text;
    }
}

/// <summary>The fields of one row, by column. What is wrong first stays as its <see cref="Fault"/>, and reading goes on with an empty value.</summary>
public sealed class CsvFields(CsvHeader header, CsvRecord record)
{
    public const string MomentFormat = "yyyy-MM-ddTHH:mm:ss";

    public string? Fault { get; private set; }

    /// <summary>The row's id; it must be there.</summary>
    public string Id(string column, int longest) => Needed(Text(column, longest));

    /// <summary>Trimmed; may be empty.</summary>
    public string Text(string column, int longest) => Checked(Raw(column).Trim(), longest);

    /// <summary>As it stands; it must not be blank.</summary>
    public string FreeText(string column, int longest) => Needed(Checked(Raw(column), longest));

    /// <summary>As it stands; it may be blank.</summary>
    public string TextAsItStands(string column, int longest) => Checked(Raw(column), longest);

    public T Choice<T>(string column, IReadOnlyDictionary<string, T> choices)
    {
        if (choices.TryGetValue(Raw(column).Trim(), out var chosen))
        {
            return chosen;
        }

        Wrong("BAD_ENUM");
        return choices.Values.First();
    }

    public bool Flag(string column) => Choice(column, Flags);

    public long Number(string column, long least = long.MinValue, long most = long.MaxValue)
    {
        if (!long.TryParse(Raw(column).Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            Wrong("BAD_NUMBER");
        }
        else if (number < least || number > most)
        {
            Wrong("OUT_OF_RANGE");
        }

        return number;
    }

    /// <summary>A local time of the hall, as the UTC instant.</summary>
    public DateTime Moment(string column)
    {
        if (DateTime.TryParseExact(Raw(column).Trim(), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && IsInRange(local) && !HallClock.China.IsInvalidTime(local))
        {
            return TimeZoneInfo.ConvertTimeToUtc(local, HallClock.China);
        }

        Wrong("BAD_DATE");
        return DateTime.UnixEpoch;
    }

    private static Dictionary<string, bool> Flags { get; } = new() { ["0"] = false, ["1"] = true };

    // Far enough from the ends of the calendar for any zone.
    private static bool IsInRange(DateTime local) => local.Year is > 1900 and < 9999;

    // No database of ours stores character 0 as text.
    private string Checked(string text, int longest)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            Wrong("NOT_TEXT");
        }
        else if (text.Length > longest)
        {
            Wrong("TEXT_TOO_LONG");
        }

        return text;
    }

    private string Needed(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Wrong("MISSING");
        }

        return text;
    }

    private string Raw(string column) => record.Fields[header.PlaceOf(column)];

    private void Wrong(string reason) => Fault ??= reason;
}
