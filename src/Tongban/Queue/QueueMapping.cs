using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Appointments;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Queue;

public sealed class QueueMapping :
    IEntityTypeConfiguration<Visit>, IEntityTypeConfiguration<Leg>, IEntityTypeConfiguration<NumberSeries>
{
    private const string AtWindow = "status in ('Called', 'Serving')";
    private const string Open = "person_hash is not null and status in ('Waiting', 'Called', 'Serving', 'Parked')";

    public void Configure(EntityTypeBuilder<Visit> visit)
    {
        visit.IsKeyedByCentre();
        visit.RefersTo<Visit, Site>(v => v.SiteId);
        visit.RefersTo<Visit, Appointment>(v => v.AppointmentId);
        visit.HasIndex(v => new { v.CentreId, v.SiteId, v.On, v.Number }).IsUnique();
        visit.HasIndex(v => new { v.CentreId, v.Token }).IsUnique();
        visit.HasIndex(v => new { v.CentreId, v.AppointmentId }).HasFilter("appointment_id is not null").RefusedAs("visit.booking-already-used");
        visit.Ignore(v => v.Code);
        visit.Property(v => v.IdHash).HasMaxLength(Sealed.HashLength);
        visit.HasMany(v => v.Legs).WithOne().HasForeignKey(l => new { l.CentreId, l.VisitId });
        visit.Navigation(v => v.Legs).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<Leg> leg)
    {
        leg.IsKeyedByCentre();
        leg.RefersTo<Leg, Site>(l => l.SiteId);
        leg.RefersTo<Leg, MatterGroup>(l => l.GroupId, isLookedUpBy: false);
        leg.RefersTo<Leg, Item>(l => l.ItemId, isLookedUpBy: false);
        leg.RefersTo<Leg, Window>(l => l.WindowId);
        leg.RefersTo<Leg, Window>(l => l.ForWindowId);
        leg.Property(l => l.PersonHash).HasMaxLength(Sealed.HashLength);
        leg.Property(l => l.Note).HasMaxLength(Leg.MaxNote);
        leg.HasIndex(l => new { l.CentreId, l.SiteId, l.On, l.Status });
        leg.HasIndex(l => new { l.CentreId, l.SiteId, l.On, l.CallSeq });
        // The index of the key above is left out for the filtered ones below, which find nobody who waits: a visit's matters
        // would be looked for among all that ever were.
        leg.HasIndex(l => new { l.CentreId, l.VisitId }, "ix_leg_visit");
        // What a desk has done today, and the line of its matters: hundreds of desks ask at every call.
        leg.HasIndex(l => new { l.CentreId, l.WindowId, l.On });
        leg.HasIndex(l => new { l.CentreId, l.SiteId, l.On, l.GroupId, l.WaitingSinceAt }).HasFilter("status = 'Waiting'");
        leg.HasIndex(l => new { l.CentreId, l.SiteId, l.EndedAt });
        leg.HasIndex(l => new { l.CentreId, l.WindowId }, "ux_leg_one_at_window").HasFilter(AtWindow).RefusedAs("window.one-at-a-time");
        leg.HasIndex(l => new { l.CentreId, l.VisitId }, "ux_leg_one_window").HasFilter(AtWindow).RefusedAs("leg.already-called");
        leg.HasIndex(l => new { l.CentreId, l.SiteId, l.On, l.GroupId, l.PersonHash }).HasFilter(Open).RefusedAs("visit.already-waiting");
    }

    public void Configure(EntityTypeBuilder<NumberSeries> series)
    {
        series.HasKey(s => new { s.CentreId, s.Scope, s.On });
        series.Property(s => s.Scope).HasMaxLength(80);
    }
}
