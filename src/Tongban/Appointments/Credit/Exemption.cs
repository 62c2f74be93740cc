using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Credit;

/// <summary>
/// An approved agency or another who books for many (白名单): what those people miss does not pause the phone with which
/// it books. It holds until a day and says why.
/// </summary>
public sealed class Exemption : Entity
{
    public const int LongestText = 200;
    public const int MostDays = 366;

    private Exemption()
    {
    }

    public Exemption(Guid centreId, Sealed phone, string who, string why, DateOnly untilOn, DateTime now, DateOnly today, Actor by)
        : base(centreId)
    {
        Refusal.Unless(who.Trim().Length is > 1 and <= LongestText && why.Trim().Length is > 1 and <= LongestText, "exemption.says-nothing");
        Refusal.Unless(untilOn >= today && untilOn.DayNumber - today.DayNumber <= MostDays, "exemption.until", MostDays);
        (PhoneCipher, PhoneHash, Who, Why, UntilOn) = (phone.Cipher, phone.Hash, who.Trim(), why.Trim(), untilOn);
        Happened("exemption.given", now, by, new { until = untilOn });
    }

    public string PhoneCipher { get; private set; } = "";

    public string PhoneHash { get; private set; } = "";

    public string Who { get; private set; } = "";

    public string Why { get; private set; } = "";

    /// <summary>The last day on which it holds.</summary>
    public DateOnly UntilOn { get; private set; }

    public DateTime? EndedAt { get; private set; }

    public Sealed Phone => new(PhoneCipher, PhoneHash);

    public void End(DateTime now, Actor by)
    {
        Refusal.Unless(EndedAt is null, "exemption.ended");
        EndedAt = now;
        Happened("exemption.ended", now, by);
    }
}

/// <summary>Who is exempt at present.</summary>
public sealed class Exemptions(TongbanDb db, HallClock clock)
{
    public Task<bool> HoldsAsync(string? phoneHash, CancellationToken stop)
    {
        var today = clock.Today;
        return db.Set<Exemption>().AnyAsync(one => phoneHash != null && one.PhoneHash == phoneHash && one.EndedAt == null && one.UntilOn >= today, stop);
    }

    /// <summary>Those that hold, the next to end first.</summary>
    public Task<List<Exemption>> AllAsync(CancellationToken stop)
    {
        var today = clock.Today;
        return db.Set<Exemption>().AsNoTracking().Where(one => one.EndedAt == null && one.UntilOn >= today).OrderBy(one => one.UntilOn).ThenBy(one => one.Who).ToListAsync(stop);
    }
}

public sealed class ExemptionMapping : IEntityTypeConfiguration<Exemption>
{
    public void Configure(EntityTypeBuilder<Exemption> exemption)
    {
        exemption.IsKeyedByCentre();
        exemption.HasIndex(e => new { e.CentreId, e.PhoneHash });
        exemption.Property(e => e.PhoneHash).HasMaxLength(Sealed.HashLength);
        exemption.Property(e => e.Who).HasMaxLength(Exemption.LongestText);
        exemption.Property(e => e.Why).HasMaxLength(Exemption.LongestText);
        exemption.Ignore(e => e.Phone);
    }
}
