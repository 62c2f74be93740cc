using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Network;

/// <summary>A part of a site where people wait, fill in forms or are served (功能区), with a bound on how many are inside.</summary>
public sealed class Zone : Entity
{
    private Zone()
    {
    }

    public Zone(Guid centreId, Guid siteId, string code, ZoneFacts facts, DateTime now, Actor by)
        : base(centreId)
    {
        SiteId = siteId;
        Code = code;
        Take(facts);
        Happened("zone.added", now, by);
    }

    public Guid SiteId { get; private set; }

    public string Code { get; private set; } = "";

    public string NameZh { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    /// <summary>gate, service, enquiry, waiting, forms, self_service_24h …</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The letter on the signs; empty where nobody waits.</summary>
    public string Letter { get; private set; } = "";

    /// <summary>How many persons may be inside at once.</summary>
    public int Capacity { get; private set; }

    /// <summary>How many are inside now; changed only by the gate, in one guarded statement.</summary>
    public int Inside { get; private set; }

    public ZoneFacts Facts => new(NameZh, NameEn, Kind, Letter, Capacity);

    public void Change(ZoneFacts facts, DateTime now, Actor by)
    {
        Take(facts);
        Happened("zone.changed", now, by);
    }

    private void Take(ZoneFacts facts)
    {
        (NameZh, NameEn, Kind, Letter, Capacity) = (facts.NameZh, facts.NameEn, facts.Kind, facts.Letter, facts.Capacity);
    }
}

/// <summary>What is known of a zone.</summary>
public sealed record ZoneFacts(string NameZh, string NameEn, string Kind, string Letter, int Capacity);

public sealed class ZoneMapping : IEntityTypeConfiguration<Zone>
{
    public void Configure(EntityTypeBuilder<Zone> zone)
    {
        zone.IsKeyedByCentre();
        zone.RefersTo<Zone, Site>(z => z.SiteId);
        zone.Ignore(z => z.Facts);
        zone.HasIndex(z => new { z.CentreId, z.SiteId, z.Code }).IsUnique();
        zone.ToTable(table => table.HasCheckConstraint("ck_zone_inside", "inside >= 0"));
    }
}
