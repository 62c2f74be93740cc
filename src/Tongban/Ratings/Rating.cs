using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings.History;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Ratings;

/// <summary>What a person says of a service; <paramref name="TagTable"/> is the version of the table that the tags were chosen from.</summary>
public sealed record Opinion(RatingLevel Level, IReadOnlyList<EvaluationTag> Tags, string Text, string TagTable = "")
{
    /// <summary>Official tag codes, comma-joined, as the national exchange writes them: <c>510,513</c>.</summary>
    public string TagCodes => string.Join(',', Tags.Select(tag => tag.Code));

    /// <summary>What may be kept of it; refused where it is no rating.</summary>
    public Opinion Checked(RatingChannel channel)
    {
        var (tags, text) = (Tags.Distinct().ToList(), PlainText.Of(Text));
        Refusal.Unless(Enum.IsDefined(Level), "rating.unknown-level");
        Refusal.Unless(tags.TrueForAll(tag => tag.Level == Level), "rating.tag-of-another-level");
        Refusal.Unless(tags.TrueForAll(tag => !tag.Retired), "rating.tag-retired");
        Refusal.Unless(text.Length <= Rating.MaxText, "rating.text-too-long", Rating.MaxText, text.Length);
        Refusal.Unless(!Level.IsBad || tags.Count > 0 || text.Length > 0, channel is RatingChannel.HallTablet or RatingChannel.SelfService ? "rating.tag-needed" : "rating.reason-needed");
        return this with { Tags = tags, Text = text };
    }
}

/// <summary>A rater who gave a phone: named (实名). Whether it may be used to call back was asked separately.</summary>
public sealed record RatingContact(Sealed Phone, bool MayCallBack);

/// <summary>Who wrote down a rating that was said or lies on paper, and who entered the paper a second time. Never the rated.</summary>
public sealed record WrittenDown(Guid ById, Guid? CheckedById = null)
{
    public bool Has(Guid? ratedId) => ratedId is { } rated && (rated == ById || rated == CheckedById);
}

/// <summary>
/// A rating of one service (好差评). Number 1 is the first and only first one; number 2 the additional one that may
/// follow. Who rated is never shown to those who were rated (国办发〔2019〕51号: 评价人信息严格保护).
/// </summary>
public sealed class Rating : Entity, IFigured
{
    public const int MaxText = 500;

    /// <summary>Of ratings that were taken in from elsewhere.</summary>
    public const int MaxKeptText = 2000;

    private Rating()
    {
    }

    public Rating(Service service, int number, Opinion opinion, RatingChannel channel, RatingContact? contact, DateTime now, Actor by, WrittenDown? writtenDown = null)
        : base(service.CentreId)
    {
        Refusal.Unless(number is 1 or 2, "rating.number");
        Refusal.Unless(channel != RatingChannel.SystemDefault, "rating.not-by-default");
        Refusal.Unless(writtenDown?.Has(service.StaffId) != true, "rating.of-oneself");
        var said = opinion.Checked(channel);
        (Level, Tags, Text) = (said.Level, said.TagCodes, said.Text);
        (WrittenDownById, CheckedById, TagTable) = (writtenDown?.ById, writtenDown?.CheckedById, opinion.TagTable);
        (ServiceId, Number, Channel, RatedAt) = (service.Id, number, channel, now);
        (WindowId, StaffId, ItemId, SiteId, ServedOn) = (service.WindowId, service.StaffId, service.ItemId, service.SiteId, service.On);
        (ContactCipher, ContactHash, MayCallBack) = (contact?.Phone.Cipher, contact?.Phone.Hash, contact is { MayCallBack: true });
        Happened("rating.given", now, by, new { serviceId = service.Id, number, level = Level.ToString(), channel = channel.ToString() });
    }

    /// <summary>
    /// What a site that has switched it on fills in for a service that nobody rated: flagged, and in no figure of what people
    /// said. Never a bad one.
    /// </summary>
    public static Rating ByDefault(Service service, RatingLevel level, DateTime now, Actor? by = null)
    {
        Refusal.Unless(Enum.IsDefined(level) && !level.IsBad, "rating.default-level");
        var rating = new Rating(service) { Level = level, Number = Evaluation.First, Channel = RatingChannel.SystemDefault, IsDefault = true, RatedAt = now };
        rating.Happened("rating.filled-in", now, by ?? Actor.System, new { serviceId = service.Id, level = level.ToString() });
        return rating;
    }

    /// <summary>What another system took, as it stands there: nobody can be asked again.</summary>
    public static Rating OfThePast(Service service, PastRating past, DateTime now, Actor by)
    {
        Refusal.Unless(!past.Level.IsBad || past.Tags.Count > 0 || !string.IsNullOrWhiteSpace(past.Text), "rating.reason-needed");
        Refusal.Unless(past.RatedAt >= service.EndedAt, "rating.before-service");
        Refusal.Unless(past.RatedAt <= now, "rating.in-future");
        var rating = new Rating(service)
        {
            SourceId = past.SourceId,
            Number = past.Number,
            Level = past.Level,
            Channel = past.Channel,
            Tags = string.Join(',', past.Tags),
            Text = past.Text,
            IsNamedThere = past.IsNamed,
            IsDefault = past.IsDefault,
            RatedAt = past.RatedAt,
        };
        rating.Happened(past.IsDefault ? "rating.filled-in" : "rating.given", now, by, new { serviceId = service.Id, past.Number, level = past.Level.ToString(), channel = past.Channel.ToString() });
        return rating;
    }

    private Rating(Service service)
        : base(service.CentreId) =>
        (ServiceId, WindowId, StaffId, StaffCode, ItemId, SiteId, ServedOn) = (service.Id, service.WindowId, service.StaffId, service.StaffCode, service.ItemId, service.SiteId, service.On);

    public Guid ServiceId { get; private set; }

    /// <summary>Its number in the system that it was taken in from.</summary>
    public string? SourceId { get; private set; }

    /// <summary>Given under a name (实名) in the system that took it; the name is not here, so that nobody can be called.</summary>
    public bool IsNamedThere { get; private set; }

    /// <summary>Filled in by a site's rule (系统默认评价); nobody said it.</summary>
    public bool IsDefault { get; private set; }

    /// <summary>The version of the table from which the tags were chosen; empty for ratings of before.</summary>
    public string TagTable { get; private set; } = "";

    /// <summary>The member of staff who wrote down what was said on the phone or stands on paper.</summary>
    public Guid? WrittenDownById { get; private set; }

    /// <summary>Of a paper form: who entered it a second time.</summary>
    public Guid? CheckedById { get; private set; }

    public int Number { get; private set; }

    public RatingLevel Level { get; private set; }

    /// <summary>Official tag codes of the level, comma-joined, as the national exchange writes them: <c>510,513</c>.</summary>
    public string Tags { get; private set; } = "";

    public string Text { get; private set; } = "";

    public RatingChannel Channel { get; private set; }

    public DateTime RatedAt { get; private set; }

    /// <summary>The hall's day of the service: figures belong to it, whenever the rating came.</summary>
    public DateOnly ServedOn { get; private set; }

    DateOnly IFigured.FiguredOn => ServedOn;

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    /// <summary>Who was rated, by the code of the system that it was taken in from.</summary>
    public string? StaffCode { get; private set; }

    public Guid? ItemId { get; private set; }

    /// <summary>The rater's phone; null when the rating is anonymous.</summary>
    public string? ContactCipher { get; private set; }

    public string? ContactHash { get; private set; }

    /// <summary>The rater agreed to be called back about it.</summary>
    public bool MayCallBack { get; private set; }

    /// <summary>A supervisor has taken it out of the figures (剔除); why stands in <see cref="FairPlay.RatingExclusion"/>. It stays readable.</summary>
    public DateTime? ExcludedAt { get; private set; }

    public bool IsAnonymous => ContactHash is null;

    /// <summary>It counts no more; never by whoever was rated or wrote it down.</summary>
    public void Exclude(DateTime now, Actor by)
    {
        NeedOther(by);
        Refusal.Unless(ExcludedAt is null, "rating.excluded-already");
        ExcludedAt = now;
        Happened("rating.excluded", now, by, new { ServiceId });
    }

    /// <summary>It counts again.</summary>
    public void PutBack(DateTime now, Actor by)
    {
        NeedOther(by);
        Refusal.Unless(ExcludedAt is not null, "fair-play.put-back-already");
        ExcludedAt = null;
        Happened("rating.put-back", now, by, new { ServiceId });
    }

    private void NeedOther(Actor by) => Refusal.Unless(by.Id is not null && by.Id != StaffId && by.Id != WrittenDownById && by.Id != CheckedById, "fair-play.own");

    public IReadOnlyList<string> TagCodes => Tags.Split(',', StringSplitOptions.RemoveEmptyEntries);
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
        rating.HasIndex(r => new { r.CentreId, r.RatedAt });
        rating.HasIndex(r => new { r.CentreId, r.SiteId, r.Level, r.ServedOn });
        rating.Property(r => r.TagTable).HasMaxLength(16);
        rating.HasIndex(r => new { r.CentreId, r.SourceId }).HasFilter("source_id is not null").IsUnique();
        rating.Property(r => r.SourceId).HasMaxLength(Service.MaxSourceId);
        rating.Property(r => r.StaffCode).HasMaxLength(Service.MaxCode);
        rating.Property(r => r.Text).HasMaxLength(Rating.MaxKeptText);
        rating.Property(r => r.ContactCipher).HasMaxLength(Sealed.MaxCipher);
        rating.Property(r => r.ContactHash).HasMaxLength(Sealed.HashLength);
        rating.Ignore(r => r.TagCodes);
    }
}
