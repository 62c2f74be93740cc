using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Cases.FirstAsked;

public sealed class InquiryMapping : IEntityTypeConfiguration<Inquiry>
{
    public void Configure(EntityTypeBuilder<Inquiry> inquiry)
    {
        inquiry.IsKeyedByCentre();
        inquiry.HasIndex(i => new { i.CentreId, i.Status, i.AskedAt });
        inquiry.Property(i => i.Question).HasMaxLength(Inquiry.MaxText);
        inquiry.Property(i => i.Answer).HasMaxLength(Inquiry.MaxText);
        inquiry.Property(i => i.AskerName).HasMaxLength(Inquiry.MaxName);
        inquiry.Property(i => i.PhoneCipher).HasMaxLength(Sealed.MaxCipher);
        inquiry.Property(i => i.PhoneHash).HasMaxLength(Sealed.HashLength);
    }
}
