using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Appointments;

public sealed class AppointmentMapping :
    IEntityTypeConfiguration<Appointment>, IEntityTypeConfiguration<AppointmentMatter>, IEntityTypeConfiguration<AppointmentPlace>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.IsKeyedByCentre();
        appointment.RefersTo<Appointment, Site>(a => a.SiteId, isLookedUpBy: false);
        appointment.RefersTo<Appointment, MatterGroup>(a => a.GroupId, isLookedUpBy: false);
        appointment.HasIndex(a => new { a.CentreId, a.Code }).HasFilter("code is not null").RefusedAs("appointment.code-taken");
        appointment.HasIndex(a => new { a.CentreId, a.SiteId, a.On });

        // A hold knows neither phone nor document yet, and is written by the thousand.
        appointment.HasIndex(a => new { a.CentreId, a.PhoneHash, a.On }).HasFilter("phone_hash is not null");
        appointment.HasIndex(a => new { a.CentreId, a.IdHash, a.On }).HasFilter("id_hash is not null");
        appointment.HasIndex(a => new { a.CentreId, a.AccountId }).HasFilter("account_id is not null");
        appointment.HasIndex(a => new { a.CentreId, a.Status, a.StartsAt }).HasFilter("status = 'Booked'");
        appointment.HasIndex(a => new { a.CentreId, a.Status, a.HoldUntilAt }).HasFilter("status = 'Held'");
        appointment.HasIndex(a => new { a.CentreId, a.DeviceHash, a.HoldUntilAt }).HasFilter("device_hash is not null");
        appointment.Property(a => a.Code).HasMaxLength(16).IsRequired(false);
        appointment.Property(a => a.Token).HasMaxLength(Codes.RowTokenLength);
        appointment.Property(a => a.PersonName).HasMaxLength(Appointment.LongestName);
        appointment.Property(a => a.ReleaseReason).HasMaxLength(Appointment.LongestReason);
        appointment.Property(a => a.OverbookReason).HasMaxLength(Appointment.LongestReason);
        appointment.Property(a => a.ForgiveReason).HasMaxLength(Appointment.LongestReason);
        appointment.Property(a => a.PhoneHash).HasMaxLength(Sealed.HashLength);
        appointment.Property(a => a.IdHash).HasMaxLength(Sealed.HashLength);
        appointment.Property(a => a.DeviceHash).HasMaxLength(Sealed.HashLength);
        appointment.Ignore(a => a.Phone);
        appointment.Ignore(a => a.IdNumber);
        appointment.Ignore(a => a.SlotIds);
        appointment.HasMany(a => a.Matters).WithOne().HasForeignKey(m => new { m.CentreId, m.AppointmentId });
        appointment.HasMany(a => a.Places).WithOne().HasForeignKey(p => new { p.CentreId, p.AppointmentId });
        appointment.Navigation(a => a.Matters).AutoInclude();
        appointment.Navigation(a => a.Places).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<AppointmentMatter> matter)
    {
        matter.HasKey(m => new { m.CentreId, m.AppointmentId, m.ItemId });
        matter.RefersTo<AppointmentMatter, Item>(m => m.ItemId, isLookedUpBy: false);
        matter.RefersTo<AppointmentMatter, MatterGroup>(m => m.GroupId, isLookedUpBy: false);
    }

    public void Configure(EntityTypeBuilder<AppointmentPlace> place)
    {
        place.HasKey(p => new { p.CentreId, p.AppointmentId, p.SlotId });
        place.RefersTo<AppointmentPlace, Slot>(p => p.SlotId);
        place.HasIndex(p => new { p.CentreId, p.SlotId });
    }
}
