using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Cases;

public sealed class CaseMapping : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseMaterial>
{
    public void Configure(EntityTypeBuilder<Case> entity)
    {
        entity.ToTable("cases");
        entity.IsKeyedByCentre();
        entity.RefersTo<Case, Item>(c => c.ItemId);
        entity.RefersTo<Case, ItemVersion>(c => c.ItemVersionId);
        entity.RefersTo<Case, Department>(c => c.DepartmentId);
        entity.RefersTo<Case, Leg>(c => c.LegId);
        entity.HasIndex(c => new { c.CentreId, c.Number }).IsUnique();
        entity.HasIndex(c => new { c.CentreId, c.Status });
        entity.HasIndex(c => new { c.CentreId, c.PhoneHash });
        entity.Property(c => c.Number).HasMaxLength(50);
        entity.Property(c => c.QueryCode).HasMaxLength(16);
        entity.Property(c => c.ApplicantName).HasMaxLength(60);
        entity.Property(c => c.PhoneHash).HasMaxLength(Sealed.HashLength);
        entity.Property(c => c.IdHash).HasMaxLength(Sealed.HashLength);
        entity.Ignore(c => c.Missing);
        entity.HasMany(c => c.Materials).WithOne().HasForeignKey(m => new { m.CentreId, m.CaseId });
        entity.Navigation(c => c.Materials).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<CaseMaterial> material)
    {
        material.HasKey(m => new { m.CentreId, m.CaseId, m.Key });
        material.Property(m => m.Key).HasMaxLength(64);
    }
}
