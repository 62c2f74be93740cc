using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Cases;
using Tongban.Enterprises;
using Tongban.Shared.Data;

namespace Tongban.Benefits;

public sealed class BenefitMapping
    : IEntityTypeConfiguration<BenefitKind>, IEntityTypeConfiguration<BenefitFund>, IEntityTypeConfiguration<ProcurementBatch>,
        IEntityTypeConfiguration<BatchReversal>, IEntityTypeConfiguration<Grant>, IEntityTypeConfiguration<GrantLine>, IEntityTypeConfiguration<MonthClosing>
{
    private const int MaxCode = 40;

    public void Configure(EntityTypeBuilder<BenefitKind> kind)
    {
        kind.IsKeyedByCentre();
        kind.Ignore(k => k.Facts);
        kind.HasIndex(k => new { k.CentreId, k.Code }).IsUnique();
        kind.Property(k => k.Code).HasMaxLength(MaxCode);
        kind.Property(k => k.NameZh).HasMaxLength(BenefitKind.MaxName);
        kind.Property(k => k.NameEn).HasMaxLength(BenefitKind.MaxName);
        kind.Property(k => k.ComponentsZh).HasMaxLength(400);
        kind.Property(k => k.ComponentsEn).HasMaxLength(400);
        kind.Property(k => k.UnitZh).HasMaxLength(20);
        kind.Property(k => k.UnitEn).HasMaxLength(20);
        kind.ToTable(table => table.HasCheckConstraint("ck_benefit_kind_quantity", "quantity_per_grant > 0"));
    }

    public void Configure(EntityTypeBuilder<BenefitFund> fund)
    {
        fund.IsKeyedByCentre();
        fund.Ignore(f => f.Facts);
        fund.HasIndex(f => new { f.CentreId, f.Code }).IsUnique();
        fund.Property(f => f.Code).HasMaxLength(MaxCode);
        fund.Property(f => f.NameZh).HasMaxLength(BenefitKind.MaxName);
        fund.Property(f => f.NameEn).HasMaxLength(BenefitKind.MaxName);
    }

    public void Configure(EntityTypeBuilder<ProcurementBatch> batch)
    {
        batch.IsKeyedByCentre();
        batch.RefersTo<ProcurementBatch, BenefitKind>(b => b.KindId);
        batch.RefersTo<ProcurementBatch, BenefitFund>(b => b.FundId);
        batch.HasIndex(b => new { b.CentreId, b.Code }).RefusedAs("benefit.batch-known");
        batch.Property(b => b.Code).HasMaxLength(ProcurementBatch.MaxCode);
        batch.ToTable(table =>
        {
            table.HasCheckConstraint("ck_procurement_batch_remaining", "remaining between 0 and quantity");
            table.HasCheckConstraint("ck_procurement_batch_price", "unit_price_fen > 0");
        });
    }

    public void Configure(EntityTypeBuilder<BatchReversal> reversal)
    {
        reversal.IsKeyedByCentre();
        reversal.RefersTo<BatchReversal, ProcurementBatch>(r => r.BatchId);
        reversal.Property(r => r.Reason).HasMaxLength(BatchReversal.MaxReason);
        reversal.ToTable("procurement_batch_reversal", table => table.HasCheckConstraint("ck_procurement_batch_reversal_positive", "quantity > 0"));
    }

    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.IsKeyedByCentre();
        grant.RefersTo<Grant, Enterprise>(g => g.EnterpriseId);
        grant.RefersTo<Grant, BenefitKind>(g => g.KindId, isLookedUpBy: false);
        grant.RefersTo<Grant, Case>(g => g.CaseId, isLookedUpBy: false);
        grant.HasIndex(g => new { g.CentreId, g.CaseId }, "ix_grant_case").HasFilter("case_id is not null");
        grant.HasIndex(g => new { g.CentreId, g.Number }).RefusedAs("benefit.number-taken");
        grant.HasIndex(g => new { g.CentreId, g.KindId, g.GrantedOn });
        grant.HasIndex(g => new { g.CentreId, g.ReversedOn }).HasFilter("reversed_on is not null");

        // An enterprise has one open grant of a kind that is given once.
        grant.HasIndex(g => new { g.CentreId, g.OnlyForId, g.KindId }).HasFilter("only_for_id is not null").RefusedAs("benefit.already-granted");
        grant.HasMany(g => g.Lines).WithOne().HasForeignKey(l => new { l.CentreId, l.GrantId });
        grant.Navigation(g => g.Lines).AutoInclude();
        grant.Property(g => g.Number).HasMaxLength(Grant.MaxNumber);
        grant.Property(g => g.StaffCode).HasMaxLength(MaxCode);
        grant.Property(g => g.ReversalReason).HasMaxLength(Grant.MaxReason);
        grant.ToTable("benefit_grant", table => table.HasCheckConstraint("ck_benefit_grant_positive", "quantity > 0 and cost_fen > 0"));
    }

    public void Configure(EntityTypeBuilder<GrantLine> line)
    {
        line.HasKey(l => new { l.CentreId, l.GrantId, l.Number });
        line.RefersTo<GrantLine, ProcurementBatch>(l => l.BatchId);
        line.ToTable("benefit_grant_line");
    }

    public void Configure(EntityTypeBuilder<MonthClosing> closing)
    {
        closing.IsKeyedByCentre();
        closing.HasIndex(c => new { c.CentreId, c.Month }).RefusedAs("benefit.month-closed");
        closing.ToTable("benefit_month");
    }
}
