using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Ratings;

/// <summary>Where a rating came from; the national platform's <c>pf</c> values in this order, from 1.</summary>
public enum RatingChannel
{
    Computer,
    Mobile,
    QrCode,
    HallTablet,
    SelfService,
    Phone,
    TextMessage,
}

/// <summary>
/// A rating of one service (好差评). Number 1 is the first and only first one; number 2 the additional one that may
/// follow. Who rated is never shown to those who were rated.
/// </summary>
public sealed class Rating : Entity
{
    public const int MaxText = 2000;

    private Rating()
    {
    }

    public Rating(Service service, int number, RatingLevel level, IReadOnlyList<string> tags, string text, RatingChannel channel, DateTime now, Actor by)
        : base(service.CentreId)
    {
        Refusal.Unless(number is 1 or 2, "rating.number");
        Refusal.Unless(text.Length <= MaxText, "rating.text-too-long", MaxText);
        Refusal.Unless(!level.IsBad || tags.Count > 0 || !string.IsNullOrWhiteSpace(text), "rating.reason-needed");
        (ServiceId, Number, Level, Tags, Text, Channel, RatedAt) = (service.Id, number, level, string.Join(',', tags), text.Trim(), channel, now);
        (WindowId, StaffId, ItemId, SiteId) = (service.WindowId, service.StaffId, service.ItemId, service.SiteId);
        Happened("rating.given", now, by, new { serviceId = service.Id, number, level = level.ToString(), channel = channel.ToString() });
    }

    public Guid ServiceId { get; private set; }

    public int Number { get; private set; }

    public RatingLevel Level { get; private set; }

    /// <summary>Official tag codes of the level, comma-joined.</summary>
    public string Tags { get; private set; } = "";

    public string Text { get; private set; } = "";

    public RatingChannel Channel { get; private set; }

    public DateTime RatedAt { get; private set; }

    public Guid SiteId { get; private set; }

    public Guid? WindowId { get; private set; }

    public Guid? StaffId { get; private set; }

    public Guid? ItemId { get; private set; }
}

public sealed class RatingMapping : IEntityTypeConfiguration<Rating>
{
    public void Configure(EntityTypeBuilder<Rating> rating)
    {
        rating.IsKeyedByCentre();
        rating.RefersTo<Rating, Service>(r => r.ServiceId);
        rating.HasIndex(r => new { r.CentreId, r.ServiceId, r.Number }).RefusedAs("rating.already-rated");
        rating.HasIndex(r => new { r.CentreId, r.RatedAt });
        rating.Property(r => r.Text).HasMaxLength(Rating.MaxText);
    }
}
