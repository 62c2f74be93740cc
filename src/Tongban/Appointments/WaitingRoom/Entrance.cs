using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>
/// The next instant that is promised to nobody, one row a site. It is moved by one statement a batch, so that no two
/// people get the same instant, whichever node they asked. In microseconds since 1970: the statement adds to it, and the
/// two databases have no common way of adding to an instant.
/// </summary>
public sealed class Entrance
{
    public Guid CentreId { get; private set; }

    public Guid SiteId { get; private set; }

    public long NextMicros { get; private set; }

    /// <summary>Promises so many instants, an interval apart, and answers the first; never one that has passed.</summary>
    public static async Task<DateTime> TakeAsync(TongbanDb db, Guid siteId, int count, long interval, DateTime now, CancellationToken stop)
    {
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("An instant is promised in the transaction that answers.");
        }

        var (fresh, step) = (EntryLine.MicrosOf(now), count * interval);
        var next = await db.Database.SqlQuery<long>(
            $"""
            insert into entrance (centre_id, site_id, next_micros) values ({db.CentreId}, {siteId}, {fresh + step})
            on conflict (centre_id, site_id) do update set next_micros = case when entrance.next_micros > {fresh} then entrance.next_micros else {fresh} end + {step}
            returning next_micros as "Value"
            """).ToListAsync(stop);
        return EntryLine.AtMicros(next.Single() - step);
    }
}

/// <summary>How many a second may enter booking at a site, as its manager set it; 0: nobody waits.</summary>
public sealed class EntranceRate : Entity
{
    public const double MostPerSecond = 1000;

    private EntranceRate()
    {
    }

    public EntranceRate(Guid centreId, Guid siteId, double perSecond, DateTime now, Actor by)
        : base(centreId)
    {
        SiteId = siteId;
        Set(perSecond, now, by);
    }

    public Guid SiteId { get; private set; }

    public double PerSecond { get; private set; }

    /// <summary>Who has been promised an instant keeps it.</summary>
    public void Set(double perSecond, DateTime now, Actor by)
    {
        Refusal.Unless(perSecond is 0 or (>= 0.1 and <= MostPerSecond), "entrance.rate", MostPerSecond);
        PerSecond = perSecond;
        Happened("entrance.rate-set", now, by, new { SiteId, perSecond });
    }
}

public sealed class EntranceMapping : IEntityTypeConfiguration<Entrance>, IEntityTypeConfiguration<EntranceRate>
{
    public void Configure(EntityTypeBuilder<Entrance> entrance)
    {
        entrance.HasKey(e => new { e.CentreId, e.SiteId });
        entrance.HasOne<Site>().WithMany().HasForeignKey(e => new { e.CentreId, e.SiteId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<EntranceRate> rate)
    {
        rate.IsKeyedByCentre();
        rate.RefersTo<EntranceRate, Site>(r => r.SiteId);
        rate.HasIndex(r => new { r.CentreId, r.SiteId }).RefusedAs("entrance.already-set");
    }
}
