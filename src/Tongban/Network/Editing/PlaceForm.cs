using System.ComponentModel.DataAnnotations;

namespace Tongban.Network.Editing;

/// <summary>A site's facts in a form.</summary>
public sealed class PlaceForm
{
    [Required, StringLength(EditPage.LongestName)]
    public string NameZh { get; set; } = "";

    [Required, StringLength(EditPage.LongestName)]
    public string NameEn { get; set; } = "";

    [Required, StringLength(EditPage.LongestName)]
    public string AddressZh { get; set; } = "";

    [Required, StringLength(EditPage.LongestName)]
    public string AddressEn { get; set; } = "";

    [StringLength(EditPage.LongestName)]
    public string? TransportZh { get; set; }

    [StringLength(EditPage.LongestName)]
    public string? TransportEn { get; set; }

    [Required, StringLength(EditPage.LongestPhone)]
    public string Phone { get; set; } = "";

    [Range(-90.0, 90.0)]
    public double Latitude { get; set; }

    [Range(-180.0, 180.0)]
    public double Longitude { get; set; }

    public List<string> Accessibility { get; set; } = [];

    public static PlaceForm Of(SiteFacts facts) => new()
    {
        NameZh = facts.NameZh,
        NameEn = facts.NameEn,
        AddressZh = facts.AddressZh,
        AddressEn = facts.AddressEn,
        TransportZh = facts.TransportZh,
        TransportEn = facts.TransportEn,
        Phone = facts.Phone,
        Latitude = facts.Latitude,
        Longitude = facts.Longitude,
        Accessibility = [.. facts.Accessibility],
    };

    public SiteFacts ToFacts(SiteKind kind) => new(
        kind, NameZh.Trim(), NameEn.Trim(), AddressZh.Trim(), AddressEn.Trim(), TransportZh?.Trim() ?? "", TransportEn?.Trim() ?? "",
        Phone.Trim(), Latitude, Longitude, [.. Site.AccessibilityKnown.Where(Accessibility.Contains)]);
}
