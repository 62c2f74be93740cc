using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Appointments;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Gate;

public sealed class GateMapping :
    IEntityTypeConfiguration<Admission>, IEntityTypeConfiguration<ProfileSwitch>, IEntityTypeConfiguration<ZoneCorrection>
{
    // One ticket is inside once: two guards who scan it at the same moment are told apart by this index.
    private const string Inside = "visit_id is not null and outcome <> 'Refused' and undone_at is null and left_at is null";

    public void Configure(EntityTypeBuilder<Admission> admission)
    {
        admission.IsKeyedByCentre();
        admission.RefersTo<Admission, Site>(a => a.SiteId);
        admission.RefersTo<Admission, Zone>(a => a.ZoneId);
        admission.RefersTo<Admission, Visit>(a => a.VisitId);
        admission.RefersTo<Admission, Appointment>(a => a.AppointmentId);
        admission.Ignore(a => a.IsInside);
        admission.Property(a => a.Reason).HasMaxLength(40);
        admission.HasIndex(a => new { a.CentreId, a.SiteId, a.At });
        admission.HasIndex(a => new { a.CentreId, a.VisitId }, "ux_admission_inside_once").HasFilter(Inside).RefusedAs("gate.already-inside");
    }

    public void Configure(EntityTypeBuilder<ProfileSwitch> change)
    {
        change.IsKeyedByCentre();
        change.RefersTo<ProfileSwitch, Site>(c => c.SiteId);
        change.Property(c => c.Profile).HasMaxLength(40);
        change.Property(c => c.Reason).HasMaxLength(ProfileSwitch.MaxReason);
        change.Property(c => c.By).HasMaxLength(64);
        change.HasIndex(c => new { c.CentreId, c.SiteId, c.SwitchedAt });
    }

    public void Configure(EntityTypeBuilder<ZoneCorrection> correction)
    {
        correction.IsKeyedByCentre();
        correction.RefersTo<ZoneCorrection, Zone>(c => c.ZoneId);
        correction.Property(c => c.Reason).HasMaxLength(ProfileSwitch.MaxReason);
        correction.Property(c => c.By).HasMaxLength(64);
        correction.HasIndex(c => new { c.CentreId, c.ZoneId, c.CorrectedAt });
    }
}
