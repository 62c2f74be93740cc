using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;

namespace Tongban.Ratings;

/// <summary>What a person says of a service.</summary>
public sealed record Opinion(RatingLevel Level, IReadOnlyList<EvaluationTag> Tags, string Text);

/// <summary>A rater who gave a phone: named (实名). Whether it may be used to call back was asked separately.</summary>
public sealed record RatingContact(Sealed Phone, bool MayCallBack);

/// <summary>
/// A rating of one service (好差评). Number 1 is the first and only first one; number 2 the additional one that may
/// follow. Who rated is never shown to those who were rated (国办发〔2019〕51号: 评价人信息严格保护).
/// </summary>
public sealed class Rating : Entity
{
    public const int MaxText = 500;

    private Rating()
    {
    }

    public Rating(Service service, int number, Opinion opinion, RatingChannel channel, RatingContact? contact, DateTime now, Actor by)
        : base(service.CentreId)
    {
        Refusal.Unless(number is 1 or 2, "rating.number");
        Refusal.Unless(channel != RatingChannel.SystemDefault, "rating.not-by-default");
        Take(opinion, channel);
        (ServiceId, Number, Channel, RatedAt) = (service.Id, number, channel, now);
        (WindowId, StaffId, ItemId, SiteId, ServedOn) = (service.WindowId, service.StaffId, service.ItemId, service.SiteId, service.On);
        (ContactCipher, ContactHash, MayCallBack) = (contact?.Phone.Cipher, contact?.Phone.Hash, contact is { MayCallBack: true });
        Happened("rating.given", now, by, new { serviceId = service.Id, number, level = Level.ToString(), channel = channel.ToString() });
    }

    public Guid ServiceId { get; private set; }

    public int Number { get; private set; }

    public RatingLevel Level { get; private set; }

    /// <summary>Official tag codes of the level, comma-joined, as the national exchange writes them: <c>510,513</c>.</summary>
    public string Tags { get; private set; } = "";

    public string Text { get; private set; } = "";

    public RatingChannel Channel { get; private set; }

    public DateTime RatedAt { get; private set; }

    /// <summary>The hall's day of the service: figures belong to it, whenever the rating came.</summary>
    public DateOnly ServedOn { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public Guid? ItemId { get; private set; }

    /// <summary>The rater's phone; null when the rating is anonymous.</summary>
    public string? ContactCipher { get; private set; }

    public string? ContactHash { get; private set; }

    /// <summary>The rater agreed to be called back about it.</summary>
    public bool MayCallBack { get; private set; }

    public bool IsAnonymous => ContactHash is null;

    public IReadOnlyList<string> TagCodes => Tags.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private void Take(Opinion opinion, RatingChannel channel)
    {
        var (level, tags, text) = (opinion.Level, opinion.Tags.Distinct().ToList(), Plain(opinion.Text));
        Refusal.Unless(Enum.IsDefined(level), "rating.unknown-level");
        Refusal.Unless(tags.TrueForAll(tag => tag.Level == level), "rating.tag-of-another-level");
        Refusal.Unless(tags.TrueForAll(tag => !tag.Retired), "rating.tag-retired");
        Refusal.Unless(text.Length <= MaxText, "rating.text-too-long", MaxText, text.Length);
        Refusal.Unless(!level.IsBad || tags.Count > 0 || text.Length > 0, channel == RatingChannel.HallTablet ? "rating.tag-needed" : "rating.reason-needed");
        (Level, Tags, Text) = (level, string.Join(',', tags.Select(tag => tag.Code)), text);
    }

    // Browsers send a line's end as two characters and count it as one; PostgreSQL takes no character 0.
    private static string Plain(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))).Trim();
}

public sealed class RatingMapping : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> rating)
    {
        rating.IsKeyedByCentre();
        rating.RefersTo<Rating, Service>(r => r.ServiceId);
        rating.HasIndex(r => new { r.CentreId, r.ServiceId, r.Number }).RefusedAs("rating.already-rated");
        rating.HasIndex(r => new { r.CentreId, r.ServedOn });
        rating.HasIndex(r => new { r.CentreId, r.StaffId, r.ServedOn });
        rating.Property(r => r.Text).HasMaxLength(Rating.MaxText);
        rating.Property(r => r.ContactCipher).HasMaxLength(Sealed.MaxCipher);
        rating.Property(r => r.ContactHash).HasMaxLength(Sealed.HashLength);
        rating.Ignore(r => r.TagCodes);
    }
}
