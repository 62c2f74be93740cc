using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;

namespace Tongban.Cases;

public sealed class CaseMapping
    : IEntityTypeConfiguration<Case>, IEntityTypeConfiguration<CaseMaterial>, IEntityTypeConfiguration<CaseStep>, IEntityTypeConfiguration<CasePause>,
        IEntityTypeConfiguration<CaseFieldFault>, IEntityTypeConfiguration<CaseParty>
{
    public void Configure(EntityTypeBuilder<Case> entity)
    {
        entity.ToTable("cases");
        entity.IsKeyedByCentre();
        References(entity);
        Texts(entity);
        entity.HasIndex(c => new { c.CentreId, c.Number }).IsUnique();
        entity.HasIndex(c => new { c.CentreId, c.QueryCode });
        entity.HasIndex(c => new { c.CentreId, c.Status, c.NoticeDueOn });
        entity.HasIndex(c => new { c.CentreId, c.DepartmentId, c.Status, c.PromisedDueOn });
        entity.HasIndex(c => new { c.CentreId, c.SiteId, c.Status });
        entity.HasIndex(c => new { c.CentreId, c.DecidedOn }).HasFilter("decided_on is not null and delivery_met_on is null");
        entity.HasIndex(c => new { c.CentreId, c.PhoneHash });
        entity.HasIndex(c => new { c.CentreId, c.IdHash });
        entity.HasIndex(c => new { c.CentreId, c.Uscc }).HasFilter("uscc is not null");
        entity.HasIndex(c => new { c.CentreId, c.AccountId });
        Children(entity);
    }

    public void Configure(EntityTypeBuilder<CaseMaterial> material)
    {
        material.HasKey(m => new { m.CentreId, m.CaseId, m.Key });
        material.Property(m => m.Key).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<CaseStep> step) => step.HasKey(s => new { s.CentreId, s.CaseId, s.Number });

    public void Configure(EntityTypeBuilder<CasePause> pause) => pause.HasKey(p => new { p.CentreId, p.CaseId, p.Number });

    public void Configure(EntityTypeBuilder<CaseFieldFault> field)
    {
        field.ToTable("case_field");
        field.HasKey(f => new { f.CentreId, f.CaseId, f.Field });
    }

    public void Configure(EntityTypeBuilder<CaseParty> party)
    {
        party.HasKey(p => new { p.CentreId, p.CaseId, p.Number });
        party.Ignore(p => p.May);
        party.Property(p => p.Name).HasMaxLength(Case.MaxName);
        party.Property(p => p.IdCipher).HasMaxLength(Sealed.MaxCipher);
        party.Property(p => p.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        party.Property(p => p.IdHash).HasMaxLength(Sealed.HashLength);
        party.Property(p => p.PhoneHash).HasMaxLength(Sealed.HashLength);
    }

    private static void References(EntityTypeBuilder<Case> entity)
    {
        entity.RefersTo<Case, Item>(c => c.ItemId);
        entity.RefersTo<Case, ItemVersion>(c => c.ItemVersionId);
        entity.RefersTo<Case, Department>(c => c.DepartmentId);
        entity.RefersTo<Case, Site>(c => c.SiteId);
        entity.RefersTo<Case, Leg>(c => c.LegId);
    }

    private static void Texts(EntityTypeBuilder<Case> entity)
    {
        entity.Property(c => c.Number).HasMaxLength(CaseNumber.MaxLength);
        entity.Property(c => c.QueryCode).HasMaxLength(16);
        entity.Property(c => c.ApplicantName).HasMaxLength(Case.MaxName);
        entity.Property(c => c.HandlerName).HasMaxLength(Case.MaxName);
        entity.Property(c => c.Uscc).HasMaxLength(UnifiedSocialCreditCode.Length);
        entity.Property(c => c.ExtensionApproval).HasMaxLength(Case.MaxApproval);
        entity.Property(c => c.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        entity.Property(c => c.IdCipher).HasMaxLength(Sealed.MaxCipher);
        entity.Property(c => c.AddressCipher).HasMaxLength(Sealed.MaxCipher);
        entity.Property(c => c.PhoneHash).HasMaxLength(Sealed.HashLength);
        entity.Property(c => c.IdHash).HasMaxLength(Sealed.HashLength);
    }

    private static void Children(EntityTypeBuilder<Case> entity)
    {
        entity.Ignore(c => c.Missing);
        entity.Ignore(c => c.Demanded);
        entity.Ignore(c => c.Asked);
        entity.Ignore(c => c.FaultyFields);
        entity.Ignore(c => c.AskedFields);
        entity.Ignore(c => c.OwnFields);
        entity.Ignore(c => c.CoApplicants);
        entity.Ignore(c => c.OpenStep);
        entity.Ignore(c => c.Promised);
        entity.Ignore(c => c.Statutory);
        entity.HasMany(c => c.Materials).WithOne().HasForeignKey(m => new { m.CentreId, m.CaseId });
        entity.HasMany(c => c.Steps).WithOne().HasForeignKey(s => new { s.CentreId, s.CaseId });
        entity.HasMany(c => c.Pauses).WithOne().HasForeignKey(p => new { p.CentreId, p.CaseId });
        entity.HasMany(c => c.Fields).WithOne().HasForeignKey(f => new { f.CentreId, f.CaseId });
        entity.HasMany(c => c.Parties).WithOne().HasForeignKey(p => new { p.CentreId, p.CaseId });
        entity.Navigation(c => c.Fields).AutoInclude();
        entity.Navigation(c => c.Parties).AutoInclude();
        entity.Navigation(c => c.Materials).AutoInclude();
        entity.Navigation(c => c.Steps).AutoInclude();
        entity.Navigation(c => c.Pauses).AutoInclude();
    }
}

/// <summary>What hangs on a case without being part of its moves.</summary>
public sealed class CaseRecordsMapping
    : IEntityTypeConfiguration<CaseRemark>, IEntityTypeConfiguration<CaseNotice>, IEntityTypeConfiguration<CaseNoticeLine>,
        IEntityTypeConfiguration<CaseResult>, IEntityTypeConfiguration<CaseFile>, IEntityTypeConfiguration<CaseDocument>
{
    public void Configure(EntityTypeBuilder<CaseDocument> document)
    {
        document.HasKey(d => new { d.CentreId, d.CaseId, d.Paper });
        document.RefersTo<CaseDocument, Case>(d => d.CaseId);
        document.HasIndex(d => new { d.CentreId, d.Number }).RefusedAs("case.document-number-taken");
        document.Property(d => d.Paper).HasMaxLength(32);
        document.Property(d => d.Number).HasMaxLength(CaseDocument.MaxNumber);
    }

    public void Configure(EntityTypeBuilder<CaseRemark> remark)
    {
        remark.HasKey(r => new { r.CentreId, r.Id });
        remark.RefersTo<CaseRemark, Case>(r => r.CaseId);
        remark.HasIndex(r => new { r.CentreId, r.CaseId, r.At });
        remark.Property(r => r.Text).HasMaxLength(CaseRemark.MaxText);
    }

    public void Configure(EntityTypeBuilder<CaseNotice> notice)
    {
        notice.HasKey(n => new { n.CentreId, n.CaseId, n.Number });
        notice.RefersTo<CaseNotice, Case>(n => n.CaseId);
        notice.HasMany(n => n.Lines).WithOne().HasForeignKey(l => new { l.CentreId, l.CaseId, l.Number });
        notice.Navigation(n => n.Lines).AutoInclude();
    }

    public void Configure(EntityTypeBuilder<CaseNoticeLine> line)
    {
        line.HasKey(l => new { l.CentreId, l.CaseId, l.Number, l.Key });
        line.Ignore(l => l.Field);
        line.Property(l => l.Key).HasMaxLength(64);
        line.Property(l => l.Reason).HasMaxLength(CaseNoticeLine.MaxReason);
    }

    public void Configure(EntityTypeBuilder<CaseResult> result)
    {
        result.HasKey(r => new { r.CentreId, r.Id });
        result.RefersTo<CaseResult, Case>(r => r.CaseId);
        result.HasIndex(r => new { r.CentreId, r.CaseId }).IsUnique();
        result.HasIndex(r => new { r.CentreId, r.Number }).HasFilter("number is not null").RefusedAs("case.result-number-taken");
        result.Property(r => r.Number).HasMaxLength(CaseResult.MaxNumber);
    }

    public void Configure(EntityTypeBuilder<CaseFile> file)
    {
        file.HasKey(f => new { f.CentreId, f.Id });
        file.RefersTo<CaseFile, Case>(f => f.CaseId);
        file.RefersTo<CaseFile, Case>(f => f.FromCaseId, isLookedUpBy: false);
        file.HasIndex(f => new { f.CentreId, f.CaseId });
        file.Property(f => f.Name).HasMaxLength(Shared.Files.FileStore.MaxName);
        file.Property(f => f.Hash).HasMaxLength(Shared.Files.FileStore.HashLength);
        file.Property(f => f.MaterialKey).HasMaxLength(64);
    }
}
