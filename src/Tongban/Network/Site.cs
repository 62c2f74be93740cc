using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

public enum SiteKind
{
    MainHall,
    TownshipCentre,
    BranchHall,
    SelfService,
}

/// <summary>A place where matters are handled: hall, township centre or terminal place. Never a tenant.</summary>
public sealed class Site : Entity
{
    private Site()
    {
    }

    public Site(Guid centreId, string code, SiteFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        Code = code;
        Take(facts);
        Happened("site.added", now, by);
    }

    /// <summary>The facilities that have a word.</summary>
    public static IReadOnlyList<string> AccessibilityKnown { get; } =
        ["ramp", "lift", "accessible_toilet", "wheelchair", "hearing_loop", "sign_language", "braille", "guide_dog"];

    public string Code { get; private set; } = "";

    public SiteKind Kind { get; private set; }

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string AddressZh { get; private set; } = "";

    public string AddressEn { get; private set; } = "";

    public string TransportZh { get; private set; } = "";

    public string TransportEn { get; private set; } = "";

    public string Phone { get; private set; } = "";

    /// <summary>Degrees, WGS 84.</summary>
    public double Latitude { get; private set; }

    public double Longitude { get; private set; }

    /// <summary>Codes, comma-joined: ramp, lift, hearing_loop …</summary>
    public string Accessibility { get; private set; } = "";

    public IReadOnlyList<string> AccessibilityCodes => Accessibility.Split(',', StringSplitOptions.RemoveEmptyEntries);

    public SiteFacts Facts => new(Kind, NameZh, NameEn, AddressZh, AddressEn, TransportZh, TransportEn, Phone, Latitude, Longitude, AccessibilityCodes);

    public void Change(SiteFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("site.changed", now, by);
    }

    /// <summary>Its weekly hours change from a day on; they stand in rows of their own, and this move settles who sets them.</summary>
    public void HoursAreSet(DateOnly from, DateTime now, Actor by) => Happened("site.hours-set", now, by, new { from });

    private void Take(SiteFacts facts)
    {
        Kind = facts.Kind;
        (NameZh, NameEn, AddressZh, AddressEn) = (facts.NameZh, facts.NameEn, facts.AddressZh, facts.AddressEn);
        (TransportZh, TransportEn, Phone) = (facts.TransportZh, facts.TransportEn, facts.Phone);
        (Latitude, Longitude, Accessibility) = (facts.Latitude, facts.Longitude, string.Join(',', facts.Accessibility));
    }
}

/// <summary>What is known of a site.</summary>
public sealed record SiteFacts(
    SiteKind Kind, string NameZh, string NameEn, string AddressZh, string AddressEn, string TransportZh, string TransportEn,
    string Phone, double Latitude, double Longitude, IReadOnlyList<string> Accessibility);

public sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> site)
    {
        site.IsKeyedByCentre();
        site.Ignore(s => s.Facts);
        site.Ignore(s => s.AccessibilityCodes);
        site.HasIndex(s => new { s.CentreId, s.Code }).IsUnique();
    }
}
