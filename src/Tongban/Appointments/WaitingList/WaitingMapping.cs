using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Appointments.WaitingList;

public sealed class WaitingMapping : IEntityTypeConfiguration<WaitingEntry>, IEntityTypeConfiguration<WaitingMatter>, IEntityTypeConfiguration<WaitingDay>
{
    public void Configure(EntityTypeBuilder<WaitingEntry> entry)
    {
        entry.IsKeyedByCentre();
        entry.RefersTo<WaitingEntry, Site>(e => e.SiteId);
        entry.RefersTo<WaitingEntry, MatterGroup>(e => e.GroupId);
        entry.HasIndex(e => new { e.CentreId, e.GroupId, e.OpenKey }).RefusedAs("waiting.already-on-list");
        entry.HasIndex(e => new { e.CentreId, e.Token }).IsUnique();
        entry.HasIndex(e => new { e.CentreId, e.SiteId, e.Status });
        entry.HasIndex(e => new { e.CentreId, e.PhoneHash });
        entry.HasIndex(e => new { e.CentreId, e.AccountId });
        entry.Property(e => e.Token).HasMaxLength(32);
        entry.Property(e => e.PersonName).HasMaxLength(Appointment.LongestName);
        entry.Property(e => e.PhoneHash).HasMaxLength(Sealed.HashLength);
        entry.Property(e => e.IdHash).HasMaxLength(Sealed.HashLength);
        entry.Property(e => e.OpenKey).HasMaxLength(Sealed.HashLength);
        entry.Property(e => e.LinkBase).HasMaxLength(200);
        entry.Property(e => e.Language).HasMaxLength(8);
        entry.Ignore(e => e.Phone);
        entry.Ignore(e => e.Person);
        entry.HasMany(e => e.Matters).WithOne().HasForeignKey(m => new { m.CentreId, m.EntryId });
        entry.HasMany(e => e.Days).WithOne().HasForeignKey(d => new { d.CentreId, d.EntryId });
        entry.Navigation(e => e.Matters).AutoInclude();
        entry.Navigation(e => e.Days).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<WaitingMatter> matter)
    {
        matter.HasKey(m => new { m.CentreId, m.EntryId, m.ItemId });
        matter.RefersTo<WaitingMatter, Item>(m => m.ItemId);
    }

    public void Configure(EntityTypeBuilder<WaitingDay> day)
    {
        day.HasKey(d => new { d.CentreId, d.EntryId, d.On });
        day.HasIndex(d => new { d.CentreId, d.On });
    }
}
