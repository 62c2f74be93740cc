using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Cases;
using Tongban.Enterprises;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Banks;

public sealed class BankMapping
    : IEntityTypeConfiguration<Bank>, IEntityTypeConfiguration<BankProduct>, IEntityTypeConfiguration<WaivedFee>,
        IEntityTypeConfiguration<CreditOffer>, IEntityTypeConfiguration<Waiver>, IEntityTypeConfiguration<LoanLead>
{
    private const int MaxCode = 40;

    public void Configure(EntityTypeBuilder<Bank> bank)
    {
        bank.IsKeyedByCentre();
        bank.Ignore(b => b.Facts);
        bank.RefersTo<Bank, Department>(b => b.DepartmentId);
        bank.RefersTo<Bank, Window>(b => b.WindowId, isLookedUpBy: false);
        bank.HasIndex(b => new { b.CentreId, b.Code }).IsUnique();
        bank.Property(b => b.Code).HasMaxLength(MaxCode);
        bank.Property(b => b.NameZh).HasMaxLength(Bank.MaxName);
        bank.Property(b => b.NameEn).HasMaxLength(Bank.MaxName);
    }

    public void Configure(EntityTypeBuilder<BankProduct> product)
    {
        product.IsKeyedByCentre();
        product.Ignore(p => p.Facts);
        product.RefersTo<BankProduct, Bank>(p => p.BankId, isLookedUpBy: false);
        product.HasIndex(p => new { p.CentreId, p.BankId, p.Code }).IsUnique();
        product.Property(p => p.Code).HasMaxLength(MaxCode);
        product.Property(p => p.NameZh).HasMaxLength(Bank.MaxName);
        product.Property(p => p.NameEn).HasMaxLength(Bank.MaxName);
    }

    public void Configure(EntityTypeBuilder<WaivedFee> fee)
    {
        fee.IsKeyedByCentre();
        fee.Ignore(f => f.Facts);
        fee.Ignore(f => f.Validity);
        fee.RefersTo<WaivedFee, Bank>(f => f.BankId, isLookedUpBy: false);
        fee.HasIndex(f => new { f.CentreId, f.BankId, f.Code }).IsUnique();
        fee.Property(f => f.Code).HasMaxLength(MaxCode);
        fee.Property(f => f.NameZh).HasMaxLength(Bank.MaxName);
        fee.Property(f => f.NameEn).HasMaxLength(Bank.MaxName);
        fee.ToTable(table => table.HasCheckConstraint("ck_waived_fee_amount", "amount_fen > 0"));
    }

    public void Configure(EntityTypeBuilder<CreditOffer> offer)
    {
        offer.IsKeyedByCentre();
        offer.Ignore(o => o.Facts);
        offer.Ignore(o => o.Validity);
        offer.RefersTo<CreditOffer, Bank>(o => o.BankId, isLookedUpBy: false);
        offer.HasIndex(o => new { o.CentreId, o.BankId, o.Code }).IsUnique();
        offer.Property(o => o.Code).HasMaxLength(MaxCode);
        offer.Property(o => o.NameZh).HasMaxLength(Bank.MaxName);
        offer.Property(o => o.NameEn).HasMaxLength(Bank.MaxName);
        offer.Property(o => o.ForZh).HasMaxLength(Bank.MaxName);
        offer.Property(o => o.ForEn).HasMaxLength(Bank.MaxName);
    }

    public void Configure(EntityTypeBuilder<Waiver> waiver)
    {
        waiver.IsKeyedByCentre();
        waiver.RefersTo<Waiver, Enterprise>(w => w.EnterpriseId, isLookedUpBy: false);
        waiver.RefersTo<Waiver, Bank>(w => w.BankId, isLookedUpBy: false);
        waiver.RefersTo<Waiver, WaivedFee>(w => w.FeeId, isLookedUpBy: false);
        waiver.RefersTo<Waiver, Case>(w => w.CaseId, isLookedUpBy: false);
        waiver.HasIndex(w => new { w.CentreId, w.EnterpriseId, w.FeeId }).HasFilter("reversed_at is null").RefusedAs("bank.already-waived");
        waiver.HasIndex(w => new { w.CentreId, w.CaseId }, "ix_bank_waiver_case").HasFilter("case_id is not null");
        waiver.HasIndex(w => new { w.CentreId, w.SourceId }).HasFilter("source_id is not null").IsUnique();
        waiver.HasIndex(w => new { w.CentreId, w.BankId, w.WaivedOn });
        waiver.Property(w => w.SourceId).HasMaxLength(MaxCode);
        waiver.Property(w => w.StaffCode).HasMaxLength(MaxCode);
        waiver.Property(w => w.ReversalReason).HasMaxLength(Waiver.MaxReason);
        waiver.ToTable("bank_waiver", table => table.HasCheckConstraint("ck_bank_waiver_amount", "amount_fen > 0"));
    }

    public void Configure(EntityTypeBuilder<LoanLead> lead)
    {
        lead.IsKeyedByCentre();
        lead.Ignore(l => l.Fields);
        lead.RefersTo<LoanLead, Enterprise>(l => l.EnterpriseId, isLookedUpBy: false);
        lead.RefersTo<LoanLead, Bank>(l => l.BankId, isLookedUpBy: false);
        lead.RefersTo<LoanLead, CreditOffer>(l => l.OfferId, isLookedUpBy: false);

        // Who took its consent back may give it again.
        lead.HasIndex(l => new { l.CentreId, l.EnterpriseId, l.OfferId }).HasFilter("withdrawn_at is null").RefusedAs("lead.asked-already");
        lead.HasIndex(l => new { l.CentreId, l.BankId, l.ConsentedAt });
        lead.Property(l => l.FieldList).HasMaxLength(200);
        lead.Property(l => l.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        lead.Property(l => l.PhoneHash).HasMaxLength(Sealed.HashLength);
    }
}
