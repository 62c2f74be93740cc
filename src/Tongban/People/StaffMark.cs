using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.People;

/// <summary>
/// By what a member of staff is known when they come as a citizen: hashes of their phone and identity number, and nothing
/// that could be read. So a rating of one's own, or for others by one's own phone, can be found.
/// </summary>
public sealed class StaffMark : Entity
{
    private StaffMark()
    {
    }

    public StaffMark(Guid centreId, Guid accountId, DateTime now, Actor by)
        : base(centreId)
    {
        AccountId = accountId;
        Happened("staff-mark.made", now, by, new { accountId });
    }

    public Guid AccountId { get; private set; }

    public string? PhoneHash { get; private set; }

    public string? IdHash { get; private set; }

    /// <summary>Null: forgotten.</summary>
    public void Keep(string? phoneHash, string? idHash, DateTime now, Actor by)
    {
        (PhoneHash, IdHash) = (phoneHash, idHash);
        Happened("staff-mark.kept", now, by, new { phone = phoneHash is not null, id = idHash is not null });
    }
}

public sealed class StaffMarkMapping : IEntityTypeConfiguration<StaffMark>
{
    public void Configure(EntityTypeBuilder<StaffMark> mark)
    {
        mark.IsKeyedByCentre();
        mark.HasIndex(m => new { m.CentreId, m.AccountId }).RefusedAs("request.changed-meanwhile");
        mark.HasIndex(m => new { m.CentreId, m.PhoneHash }).HasFilter("phone_hash is not null");
        mark.Property(m => m.PhoneHash).HasMaxLength(Sealed.HashLength);
        mark.Property(m => m.IdHash).HasMaxLength(Sealed.HashLength);
    }
}
