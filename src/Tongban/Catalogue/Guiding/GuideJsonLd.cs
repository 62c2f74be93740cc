using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tongban.Catalogue.Guiding;

/// <summary>
/// The guide for other programs: schema.org GovernmentService. It stands in the page as data, not as script, so the
/// security policy lets it be; the encoder leaves no angle bracket in it.
/// </summary>
public static class GuideJsonLd
{
    public static string Of(ShowModel page, string centre) => JsonSerializer.Serialize(Service(page, centre), JsonSerializerOptions.Web);

    private static JsonObject Service(ShowModel page, string centre) => new()
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "GovernmentService",
        ["name"] = page.Told.OfficialName(),
        ["alternateName"] = page.Told.Title(),
        ["description"] = page.Told.Summary(),
        ["identifier"] = page.Guide.Item.ImplementationCode,
        ["inLanguage"] = Bilingual.IsEnglish ? "en" : "zh-CN",
        ["serviceOperator"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = Bilingual.Of(page.Department.NameZh, page.Department.NameEn) },
        ["provider"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = centre },
        ["isAccessibleForFree"] = page.Told.Fees.Count == 0,
        ["availableChannel"] = new JsonArray([.. page.Places.Select(place => (JsonNode)Channel(page, place))]),
    };

    private static JsonObject Channel(ShowModel page, Network.ServicePlace place) => new()
    {
        ["@type"] = "ServiceChannel",
        ["serviceUrl"] = page.Address,
        ["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = page.Told.ConsultPhone },
        ["serviceLocation"] = new JsonObject
        {
            ["@type"] = "GovernmentOffice",
            ["name"] = Bilingual.Of(place.Site.NameZh, place.Site.NameEn),
            ["address"] = Bilingual.Of(place.Site.AddressZh, place.Site.AddressEn),
            ["telephone"] = place.Site.Phone,
            ["geo"] = new JsonObject { ["@type"] = "GeoCoordinates", ["latitude"] = place.Site.Latitude, ["longitude"] = place.Site.Longitude },
        },
    };
}
