using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Catalogue.Guiding;

/// <summary>
/// The guide for other programs: schema.org GovernmentService. It stands in the page as data, not as script, so the
/// security policy lets it be; the encoder leaves no angle bracket in it.
/// </summary>
public static class GuideJsonLd
{
    private static readonly DayOfWeek[] WorkingDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    private static readonly DayOfWeek[] Weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Of(ShowModel page, string centre) => JsonSerializer.Serialize(Service(page, centre), JsonSerializerOptions.Web);

    private static JsonObject Service(ShowModel page, string centre) => new()
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "GovernmentService",
        ["name"] = page.Told.OfficialName(),
        ["alternateName"] = page.Told.Title(),
        ["description"] = page.Told.Summary(),
        ["url"] = page.Canonical,
        ["identifier"] = page.Guide.Item.ImplementationCode,
        ["serviceOperator"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = Bilingual.Of(page.Department.NameZh, page.Department.NameEn), ["identifier"] = page.Department.Uscc },
        ["provider"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = centre },
        ["audience"] = new JsonArray([.. page.Told.Audience.Select(one => (JsonNode)new JsonObject { ["@type"] = one == ItemContent.Personal ? "PeopleAudience" : "BusinessAudience" })]),
        ["offers"] = new JsonArray([.. Prices(page.Told)]),
        ["availableChannel"] = new JsonArray([.. page.Places.Select(place => (JsonNode)Channel(page, place)), .. Online(page)]),
    };

    private static IEnumerable<JsonNode> Prices(ItemContent content) =>
        content.Fees.Count == 0 ? [Price(null, 0)] : content.Fees.Where(fee => fee.AmountFen is not null).Select(fee => Price(Bilingual.Of(fee.NameZh, fee.NameEn), fee.AmountFen!.Value));

    private static JsonObject Price(string? name, long fen)
    {
        var price = new JsonObject { ["@type"] = "Offer", ["price"] = new Money(fen).ToYuanText(), ["priceCurrency"] = "CNY" };
        if (name is not null)
        {
            price["name"] = name;
        }

        return price;
    }

    private static IEnumerable<JsonNode> Online(ShowModel page) =>
        page.Told.Channels.Contains("online") ? [new JsonObject { ["@type"] = "ServiceChannel", ["serviceUrl"] = page.ApplyAddress, ["availableLanguage"] = new JsonArray("zh-CN", "en") }] : [];

    private static JsonObject Channel(ShowModel page, ServicePlace place) => new()
    {
        ["@type"] = "ServiceChannel",
        ["serviceUrl"] = page.Canonical,
        ["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = page.Told.ConsultPhone },
        ["serviceLocation"] = new JsonObject
        {
            ["@type"] = "GovernmentOffice",
            ["name"] = Bilingual.Of(place.Site.NameZh, place.Site.NameEn),
            ["address"] = Bilingual.Of(place.Site.AddressZh, place.Site.AddressEn),
            ["telephone"] = place.Site.Phone,
            ["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = place.Site.Latitude, ["longitude"] = place.Site.Longitude },
            ["openingHoursSpecification"] = new JsonArray([.. Hours(page, place)]),
        },
    };

    private static IEnumerable<JsonNode> Hours(ShowModel page, ServicePlace place) =>
        from kind in new[] { DayKind.Workday, DayKind.Weekend }
        from span in place.Calendar.PatternOf(kind, page.Today)
        select (JsonNode)new JsonObject
        {
            ["@type"] = "OpeningHoursSpecification",
            ["dayOfWeek"] = new JsonArray([.. (kind == DayKind.Workday ? WorkingDays : Weekend).Select(day => (JsonNode)$"https://schema.org/{day}")]),
            ["opens"] = span.Opens.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["closes"] = span.Closes.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
}
