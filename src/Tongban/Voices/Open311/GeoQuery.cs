using System.Globalization;

namespace Tongban.Voices.Open311;

/// <summary>What a list is asked for: by numbers, or by kinds, days and states.</summary>
public sealed record GeoQuery(IReadOnlyList<string> Numbers, IReadOnlyList<VoiceKind> Kinds, DateTime? From, DateTime? To, IReadOnlyList<bool> Open, int Page = 1, int PageSize = GeoQuery.MostAtOnce)
{
    public const int MostAtOnce = 200;
    private const int MostNumbers = 100;
    private const int MostPages = 10_000;

    public static GeoQuery Of(IQueryCollection query) => new(
        [.. Parts(query["service_request_id"]).Take(MostNumbers).Select(VoiceNumbers.Read)],
        [.. Parts(query["service_code"]).Select(code => GeoServices.Find(code) ?? throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-service"))],
        Instant(query["start_date"]), Instant(query["end_date"]),
        [.. Parts(query["status"]).Select(state => state switch
        {
            "open" => true,
            "closed" => false,
            _ => throw new GeoFault(StatusCodes.Status400BadRequest, "geo.status"),
        })], Number(query["page"], 1, MostPages), Number(query["page_size"], MostAtOnce, MostAtOnce));

    private static string[] Parts(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(string? text, int without, int most) =>
        string.IsNullOrEmpty(text) ? without
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most ? number
        : throw new GeoFault(StatusCodes.Status400BadRequest, "geo.page");

    // W3C's note of ISO 8601, with a zone.
    private static DateTime? Instant(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime
        : throw new GeoFault(StatusCodes.Status400BadRequest, "geo.date");
}
