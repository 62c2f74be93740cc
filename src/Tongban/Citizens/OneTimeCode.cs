using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Citizens;

/// <summary>
/// Six digits that were sent to a phone. Only their hash is kept. Platform row; its instants are the machine's, so
/// that a demonstration's shifted clock cannot stretch them.
/// </summary>
public sealed class OneTimeCode
{
    public static readonly TimeSpan LivesFor = TimeSpan.FromMinutes(5);

    /// <summary>Before the next one may be sent to the same phone.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(60);

    public const int MostAttempts = 5;

    private OneTimeCode()
    {
    }

    public OneTimeCode(string purpose, Sealed phone, Func<string, string> hashOf, DateTime now)
    {
        (Purpose, PhoneCipher, PhoneHash) = (purpose, phone.Cipher, phone.Hash);
        (CodeHash, SentAt, ExpiresAt) = (hashOf(Token), now, now + LivesFor);
    }

    public Guid Id { get; private set; } = RowId.New();

    /// <summary>In the address of the page that asks for the digits; unguessable, so that nobody uses up another's attempts.</summary>
    public string Token { get; private set; } = Codes.Token();

    /// <summary><c>sign-in</c>, or <c>booking:</c> and the booking's id: a code for one thing opens no other.</summary>
    public string Purpose { get; private set; } = "";

    public string PhoneCipher { get; private set; } = "";

    public string PhoneHash { get; private set; } = "";

    public string CodeHash { get; private set; } = "";

    public DateTime SentAt { get; private set; }

    public DateTime ExpiresAt { get; private set; }

    public int Attempts { get; private set; }

    public DateTime? UsedAt { get; private set; }

    public Sealed Phone => new(PhoneCipher, PhoneHash);

    public bool IsAlive(DateTime now) => UsedAt is null && now < ExpiresAt && Attempts < MostAttempts;
}

public sealed class OneTimeCodeMapping : IEntityTypeConfiguration<OneTimeCode>
{
    public void Configure(EntityTypeBuilder<OneTimeCode> code)
    {
        code.ToTable("one_time_code");
        code.HasKey(c => c.Id);
        code.Property(c => c.Id).ValueGeneratedNever();
        code.HasIndex(c => c.Token).IsUnique();
        code.HasIndex(c => new { c.Purpose, c.PhoneHash, c.SentAt });
        code.HasIndex(c => new { c.PhoneHash, c.SentAt });
        code.Property(c => c.Token).HasMaxLength(32);
        code.Property(c => c.Purpose).HasMaxLength(64);
        code.Property(c => c.PhoneHash).HasMaxLength(Sealed.HashLength);
        code.Property(c => c.CodeHash).HasMaxLength(Sealed.HashLength);
        code.Ignore(c => c.Phone);
    }
}
