using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.Licences;

public sealed class LicenceMapping : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> licence)
    {
        licence.IsKeyedByCentre();
        licence.RefersTo<Licence, Case>(l => l.CaseId);
        licence.RefersTo<Licence, Department>(l => l.DepartmentId, isLookedUpBy: false);
        licence.HasIndex(l => new { l.CentreId, l.Identifier }).IsUnique();
        licence.HasIndex(l => new { l.CentreId, l.ResultId, l.Edition }).IsUnique();
        licence.HasIndex(l => new { l.CentreId, l.ReplacesId }).HasFilter("replaces_id is not null").IsUnique();
        licence.HasIndex(l => new { l.CentreId, l.DepartmentId, l.IssuedOn });
        licence.Property(l => l.Identifier).HasMaxLength(LicenceIdentifier.MaxLength);
        licence.Property(l => l.NameZh).HasMaxLength(Licence.MaxName);
        licence.Property(l => l.NameEn).HasMaxLength(Licence.MaxName);
        licence.Property(l => l.Number).HasMaxLength(CaseResult.MaxNumber);
        licence.Property(l => l.HolderName).HasMaxLength(Case.MaxName);
        licence.Property(l => l.HolderCode).HasMaxLength(UnifiedSocialCreditCode.Length);
        licence.Property(l => l.HolderIdCipher).HasMaxLength(Sealed.MaxCipher);
        licence.Property(l => l.HolderIdHash).HasMaxLength(Sealed.HashLength);
        licence.Property(l => l.EndReason).HasMaxLength(Licence.MaxReason);
    }
}

public sealed class SignedPaperMapping : IEntityTypeConfiguration<SignedPaper>
{
    public void Configure(EntityTypeBuilder<SignedPaper> paper)
    {
        paper.IsKeyedByCentre();
        paper.RefersTo<SignedPaper, Case>(p => p.CaseId, isLookedUpBy: false);
        paper.HasIndex(p => new { p.CentreId, p.CaseId, p.Paper }).IsUnique();
        paper.HasIndex(p => new { p.CentreId, p.Hash }).HasFilter("hash is not null");
        paper.HasIndex(p => new { p.CentreId, p.NextTryAt }).HasFilter("hash is null");
        paper.Property(p => p.Paper).HasMaxLength(SignedPaper.MaxPaper);
        paper.Property(p => p.Origin).HasMaxLength(SignedPaper.MaxOrigin);
        paper.Property(p => p.Hash).HasMaxLength(FileStore.HashLength);
        paper.Property(p => p.Certificate).HasMaxLength(FileStore.HashLength);
    }
}
