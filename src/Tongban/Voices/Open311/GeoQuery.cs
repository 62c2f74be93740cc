using System.Globalization;

namespace Tongban.Voices.Open311;

/// <summary>What a list is asked for: by numbers, or by kinds, days and states.</summary>
public sealed record GeoQuery(IReadOnlyList<string> Numbers, IReadOnlyList<VoiceKind> Kinds, DateTime? From, DateTime? To, IReadOnlyList<bool> Open)
{
    private const int MostNumbers = 100;

    public static GeoQuery Of(IQueryCollection query) => new(
        [.. Parts(query["service_request_id"]).Take(MostNumbers).Select(VoiceNumbers.Read)],
        [.. Parts(query["service_code"]).Select(code => GeoServices.Find(code) ?? throw new GeoFault(StatusCodes.Status404NotFound, "geo.no-service"))],
        Instant(query["start_date"]), Instant(query["end_date"]),
        [.. Parts(query["status"]).Select(state => state switch
        {
            "open" => true,
            "closed" => false,
            _ => throw new GeoFault(StatusCodes.Status400BadRequest, "geo.status"),
        })]);

    private static string[] Parts(string? text) => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    // W3C's note of ISO 8601, with a zone.
    private static DateTime? Instant(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.UtcDateTime
        : throw new GeoFault(StatusCodes.Status400BadRequest, "geo.date");
}
