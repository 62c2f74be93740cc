using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Enterprises;

public sealed class EnterpriseMapping : IEntityTypeConfiguration<Enterprise>
{
    public void Configure(EntityTypeBuilder<Enterprise> enterprise)
    {
        enterprise.IsKeyedByCentre();
        enterprise.RefersTo<Enterprise, Site>(e => e.OfficeSiteId, isLookedUpBy: false);
        enterprise.HasIndex(e => new { e.CentreId, e.Uscc }).RefusedAs("enterprise.known");
        enterprise.HasIndex(e => new { e.CentreId, e.SourceId }).HasFilter("source_id is not null").RefusedAs("enterprise.known");
        enterprise.HasIndex(e => new { e.CentreId, e.RegisteredAt });
        enterprise.Property(e => e.Uscc).HasMaxLength(UnifiedSocialCreditCode.Length);
        enterprise.Property(e => e.Name).HasMaxLength(Enterprise.MaxName);
        enterprise.Property(e => e.Industry).HasMaxLength(1);
        enterprise.Property(e => e.LegalRepName).HasMaxLength(Enterprise.MaxPerson);
        enterprise.Property(e => e.LegalRepCipher).HasMaxLength(Sealed.MaxCipher);
        enterprise.Property(e => e.LegalRepHash).HasMaxLength(Sealed.HashLength);
        enterprise.Property(e => e.SourceId).HasMaxLength(Enterprise.MaxSourceId);
        enterprise.ToTable(table => table.HasCheckConstraint("ck_enterprise_capital", "capital_wan >= 0"));
    }
}
