using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Shared.Data;

public sealed class FactMapping : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> fact)
    {
        fact.HasKey(f => new { f.CentreId, f.Id });
        // Two who move one subject at once: the journal may notice it before the subject's version does.
        fact.HasIndex(f => new { f.CentreId, f.SubjectId, f.SubjectVersion }).RefusedAs("request.changed-meanwhile");
        fact.HasIndex(f => new { f.CentreId, f.At });
        fact.Property(f => f.Subject).HasMaxLength(64);
        fact.Property(f => f.What).HasMaxLength(64);
        fact.Property(f => f.By).HasMaxLength(64);
    }
}
