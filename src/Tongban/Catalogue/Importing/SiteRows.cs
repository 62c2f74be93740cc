using Tongban.Network;

namespace Tongban.Catalogue.Importing;

/// <summary>Sites with their zones, windows and opening hours.</summary>
public static class SiteRows
{
    private static readonly Dictionary<string, SiteKind> Kinds = new()
    {
        ["main_hall"] = SiteKind.MainHall,
        ["township_centre"] = SiteKind.TownshipCentre,
        ["branch_hall"] = SiteKind.BranchHall,
        ["self_service_point"] = SiteKind.SelfService,
    };

    private static readonly Dictionary<string, DayKind> DayKinds = new()
    {
        ["workday"] = DayKind.Workday,
        ["weekend_service"] = DayKind.Weekend,
        ["statutory_holiday"] = DayKind.Holiday,
    };

    public static SiteRow Site(JsonPart part) => new(
        part.Text("id", 20),
        new(
            part.Choice("kind", Kinds), part.Text("name_zh", 200), part.Text("name_en", 200), part.Text("address_zh"), part.Text("address_en"),
            part.OptionalText("transport_zh") ?? "", part.OptionalText("transport_en") ?? "", part.Text("phone", 40),
            part.Degrees("latitude", 90), part.Degrees("longitude", 180), part.Texts("accessibility")),
        [.. part.Parts("zones").Select(Zone)],
        [.. part.Parts("windows").Select(Window)],
        [.. Opening(part), .. RoundTheClock(part)],
        part);

    public static ExceptionRow Exception(JsonPart part)
    {
        var (from, through) = (part.Day("from"), part.Day("to"));
        if (from > through)
        {
            part.Fault("to", $"ends on {through:yyyy-MM-dd}, before it starts");
        }

        var hours = part.Parts("hours").Select(Time).ToList();
        DayKind? onlyFor = part.OptionalText("applies_to") is null ? null : part.Choice("applies_to", DayKinds);
        return new(from, through, onlyFor, hours.Count == 2 ? hours[0] : null, hours.Count == 2 ? hours[1] : null, part.Text("reason", 200));
    }

    private static Row<ZoneFacts> Zone(JsonPart part) =>
        new(part.Text("id", 20), new(part.Text("name_zh", 200), part.Text("name_en", 200), part.Text("kind", 40), part.OptionalText("label", 4) ?? "", part.Number("capacity", 0, 100_000)), part);

    private static WindowRow Window(JsonPart part) => new(
        part.Text("id", 20), part.Text("zone_id"), part.Text("department_id"), part.Texts("item_groups"),
        part.Text("label", 10), part.Text("name_zh", 200), part.Text("name_en", 200), part.Flag("weekend_service"), part);

    private static IEnumerable<OpeningRow> Opening(JsonPart site)
    {
        if (site.Part("opening") is not { } opening)
        {
            site.Fault("opening", "opening hours are needed here");
            return [];
        }

        return DayKinds.SelectMany(kind => opening.Parts(kind.Key).Select(span => Span(span, kind.Value)));
    }

    private static OpeningRow Span(JsonPart span, DayKind kind)
    {
        var times = span.Elements().Select(Time).ToList();
        if (times.Count != 2 || times[0] >= times[1])
        {
            span.Fault("", "opens and closes are needed, the first before the second");
            return new(null, kind, TimeOnly.MinValue, TimeOnly.MaxValue);
        }

        return new(null, kind, times[0], times[1]);
    }

    // Terminals stay open day and night in a zone of their own, whatever the hall's hours.
    private static IEnumerable<OpeningRow> RoundTheClock(JsonPart site) =>
        site.OptionalText("self_service_24h_zone") is { } zone
            ? DayKinds.Values.Select(kind => new OpeningRow(zone, kind, TimeOnly.MinValue, OpeningSpan.LastMinute))
            : [];

    private static TimeOnly Time(JsonPart part)
    {
        var text = part.AsText();
        if (TimeOnly.TryParseExact(text, "HH:mm", out var time))
        {
            return time;
        }

        part.Fault("", $"“{text}” is no time of day like 09:00");
        return TimeOnly.MinValue;
    }
}
