using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Cases;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Files;

namespace Tongban.OneThing;

public sealed class BundleMapping : IEntityTypeConfiguration<Bundle>, IEntityTypeConfiguration<BundleStep>, IEntityTypeConfiguration<BundleAnswer>
{
    public void Configure(EntityTypeBuilder<Bundle> bundle)
    {
        bundle.IsKeyedByCentre();
        bundle.RefersTo<Bundle, Template>(b => b.TemplateId);
        bundle.RefersTo<Bundle, TemplateVersion>(b => b.TemplateVersionId);
        bundle.RefersTo<Bundle, Site>(b => b.SiteId);
        bundle.HasIndex(b => new { b.CentreId, b.Number }).IsUnique().HasFilter("number is not null");
        bundle.HasIndex(b => new { b.CentreId, b.AccountId, b.Status });
        // One draft of a kind: who begins it on two devices at once goes on with the first.
        bundle.HasIndex(b => new { b.CentreId, b.AccountId, b.TemplateId }, "ux_bundle_one_draft").HasFilter("status = 'Draft'").RefusedAs("onething.draft-there");
        bundle.HasIndex(b => new { b.CentreId, b.Status, b.TouchedAt });
        bundle.Property(b => b.Name).HasMaxLength(AnswerText.MaxText);
        bundle.Property(b => b.ApplicantName).HasMaxLength(Case.MaxName);
        bundle.Property(b => b.PhoneHash).HasMaxLength(Sealed.HashLength);
        bundle.Property(b => b.IdHash).HasMaxLength(Sealed.HashLength);
        bundle.HasMany(b => b.Steps).WithOne().HasForeignKey(s => new { s.CentreId, s.BundleId });
        bundle.HasMany(b => b.Answers).WithOne().HasForeignKey(a => new { a.CentreId, a.BundleId });
        bundle.Navigation(b => b.Steps).AutoInclude();
        bundle.Navigation(b => b.Answers).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<BundleStep> step)
    {
        step.HasKey(s => new { s.CentreId, s.BundleId, s.No });
        step.RefersTo<BundleStep, Case>(s => s.CaseId);
    }

    public void Configure(EntityTypeBuilder<BundleAnswer> answer)
    {
        answer.HasKey(a => new { a.CentreId, a.BundleId, a.Field });
        answer.Property(a => a.Field).HasMaxLength(BundleAnswer.MaxField);
    }
}

/// <summary>What hangs on a bundle without being part of its moves.</summary>
public sealed class BundleRecordsMapping
    : IEntityTypeConfiguration<BundleFile>, IEntityTypeConfiguration<Amendment>, IEntityTypeConfiguration<AmendmentNote>, IEntityTypeConfiguration<FieldFault>
{
    public void Configure(EntityTypeBuilder<BundleFile> file)
    {
        file.HasKey(f => new { f.CentreId, f.Id });
        file.RefersTo<BundleFile, Bundle>(f => f.BundleId);
        file.Property(f => f.MaterialKey).HasMaxLength(64);
        file.Property(f => f.Name).HasMaxLength(FileStore.MaxName);
        file.Property(f => f.Hash).HasMaxLength(FileStore.HashLength);
        file.RefersTo<BundleFile, Case>(f => f.FromCaseId, isLookedUpBy: false);
        file.Ignore(f => f.Stored);
        file.Ignore(f => f.From);
    }

    public void Configure(EntityTypeBuilder<Amendment> amendment)
    {
        amendment.IsKeyedByCentre();
        amendment.RefersTo<Amendment, Bundle>(a => a.BundleId);
        amendment.Property(a => a.Field).HasMaxLength(BundleAnswer.MaxField);
        amendment.HasMany(a => a.Notes).WithOne().HasForeignKey(n => new { n.CentreId, n.AmendmentId });
        amendment.Navigation(a => a.Notes).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<AmendmentNote> note) => note.HasKey(n => new { n.CentreId, n.AmendmentId, n.StepNo });

    public void Configure(EntityTypeBuilder<FieldFault> fault)
    {
        fault.HasKey(f => new { f.CentreId, f.Id });
        fault.RefersTo<FieldFault, Bundle>(f => f.BundleId);
        fault.Property(f => f.Field).HasMaxLength(BundleAnswer.MaxField);
        fault.Property(f => f.Reason).HasMaxLength(FieldFault.MaxReason);
    }
}
