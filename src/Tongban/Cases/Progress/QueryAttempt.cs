using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>One try to open a progress page with a number and a code; kept for a quarter of an hour's counting.</summary>
public sealed class QueryAttempt
{
    private QueryAttempt()
    {
    }

    public QueryAttempt(Guid centreId, string numberHash, string addressHash, DateTime at) =>
        (CentreId, NumberHash, AddressHash, At) = (centreId, numberHash, addressHash, at);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public string NumberHash { get; private set; } = "";

    public string AddressHash { get; private set; } = "";

    public DateTime At { get; private set; }
}

public sealed class QueryAttemptMapping : IEntityTypeConfiguration<QueryAttempt>
{
    public void Configure(EntityTypeBuilder<QueryAttempt> attempt)
    {
        attempt.HasKey(a => new { a.CentreId, a.Id });
        attempt.HasIndex(a => new { a.CentreId, a.NumberHash, a.At });
        attempt.HasIndex(a => new { a.CentreId, a.AddressHash, a.At });
        attempt.Property(a => a.NumberHash).HasMaxLength(People.Sealed.HashLength);
        attempt.Property(a => a.AddressHash).HasMaxLength(People.Sealed.HashLength);
    }
}
