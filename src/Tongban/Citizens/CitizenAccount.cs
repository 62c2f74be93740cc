using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Citizens;

/// <summary>
/// A citizen who signs in by phone and one-time code. A platform row: it belongs to no centre, and its facts go to
/// the platform's own.
/// </summary>
public sealed class CitizenAccount
{
    private CitizenAccount()
    {
    }

    public CitizenAccount(Sealed phone, DateTime now) => (PhoneCipher, PhoneHash, CreatedAt, LastSeenAt) = (phone.Cipher, phone.Hash, now, now);

    public Guid Id { get; private set; } = RowId.New();

    public int Version { get; private set; } = 1;

    public string PhoneCipher { get; private set; } = "";

    public string PhoneHash { get; private set; } = "";

    /// <summary>Filled with the first booking, so that it need not be typed again.</summary>
    public string Name { get; private set; } = "";

    public string? IdCipher { get; private set; }

    public string? IdHash { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime LastSeenAt { get; private set; }

    public Sealed Phone => new(PhoneCipher, PhoneHash);

    public Sealed? IdNumber => IdHash is { } hash ? new(IdCipher!, hash) : null;

    public Fact Created(Actor by) => Happened("citizen.joined", CreatedAt, by);

    public Fact SignedIn(DateTime now)
    {
        LastSeenAt = now;
        Version++;
        return Happened("citizen.signed-in", now, Actor.Citizen(Id));
    }

    /// <summary>Remembers who it is; null where nothing is new.</summary>
    public Fact? Know(string name, Sealed? idNumber, DateTime now)
    {
        if (name == Name && idNumber?.Hash == IdHash)
        {
            return null;
        }

        (Name, IdCipher, IdHash) = (name, idNumber?.Cipher, idNumber?.Hash);
        Version++;
        return Happened("citizen.named", now, Actor.Citizen(Id));
    }

    private Fact Happened(string what, DateTime now, Actor by) =>
        Fact.Of(CurrentCentre.Platform, nameof(CitizenAccount), Id, Version, what, now, by.ToString());
}

public sealed class CitizenAccountMapping : IEntityTypeConfiguration<CitizenAccount>
{
    public void Configure(EntityTypeBuilder<CitizenAccount> account)
    {
        account.ToTable("citizen_account");
        account.HasKey(a => a.Id);
        account.Property(a => a.Id).ValueGeneratedNever();
        account.Property(a => a.Version).IsConcurrencyToken();
        account.Property(a => a.PhoneHash).HasMaxLength(Sealed.HashLength);
        account.Property(a => a.IdHash).HasMaxLength(Sealed.HashLength);
        account.Property(a => a.Name).HasMaxLength(60);
        account.HasIndex(a => a.PhoneHash).RefusedAs("citizen.phone-taken");
        account.Ignore(a => a.Phone);
        account.Ignore(a => a.IdNumber);
    }
}
