using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Tongban.Voices.Open311;

/// <summary>A request that cannot be answered: the status, which is also the code in the body, and the key of its sentence.</summary>
public sealed class GeoFault(int status, string word) : Exception(word)
{
    public int Status => status;

    public string Word => Message;
}

/// <summary>Fields in their order; a field without a value is an empty element and a JSON null.</summary>
public sealed record GeoRecord(IReadOnlyList<(string Name, object? Value)> Fields)
{
    public static GeoRecord Of(params (string Name, object? Value)[] fields) => new(fields);
}

/// <summary>A list within a record: in XML each in an element of this name.</summary>
public sealed record GeoList(string Item, IReadOnlyList<object> Values);

/// <summary>One answer in the format that was asked for. The same records are XML and JSON; a root without items is the one record itself.</summary>
public sealed class GeoAnswer(string format, string root, string? item, IReadOnlyList<GeoRecord> records, int status = StatusCodes.Status200OK) : IResult
{
    public const string Xml = "xml";

    public static GeoAnswer Fault(string format, int status, string description) =>
        new(format, "errors", "error", [GeoRecord.Of(("code", status), ("description", description))], status);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = format == Xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
        return httpContext.Response.WriteAsync(format == Xml ? AsXml() : AsJson(), Encoding.UTF8, httpContext.RequestAborted);
    }

    private string AsXml()
    {
        var top = new XElement(root, item is null ? records.SelectMany(Elements) : records.Select(record => new XElement(item, Elements(record))));
        return $"""<?xml version="1.0" encoding="utf-8"?>{'\n'}{top.ToString(SaveOptions.DisableFormatting)}""";
    }

    private string AsJson() => item is null ? JsonSerializer.Serialize(Plain(records[0])) : JsonSerializer.Serialize(records.Select(Plain));

    private static IEnumerable<XElement> Elements(GeoRecord record) => record.Fields.Select(field => Element(field.Name, field.Value));

    private static XElement Element(string name, object? value) => value switch
    {
        GeoRecord record => new XElement(name, Elements(record)),
        GeoList list => new XElement(name, list.Values.Select(one => Element(list.Item, one))),
        bool flag => new XElement(name, flag ? "true" : "false"),
        null => new XElement(name),
        _ => new XElement(name, Convert.ToString(value, CultureInfo.InvariantCulture)!.Where(System.Xml.XmlConvert.IsXmlChar).Aggregate(new StringBuilder(), (text, c) => text.Append(c)).ToString()),
    };

    private static object? Plain(object? value) => value switch
    {
        GeoRecord record => record.Fields.ToDictionary(field => field.Name, field => Plain(field.Value)),
        GeoList list => list.Values.Select(Plain).ToList(),
        _ => value,
    };
}
