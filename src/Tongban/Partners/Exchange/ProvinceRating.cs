using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Shared.Data;

namespace Tongban.Partners.Exchange;

/// <summary>
/// A rating that was fetched from the province: taken, or refused with the reason. Its number there is a unique row, so that
/// the same one does nothing a second time.
/// </summary>
public sealed class ProvinceRating
{
    public const int MaxNumber = 64;
    public const int MaxProject = 50;
    public const int MaxPayload = 8000;

    private ProvinceRating()
    {
    }

    internal ProvinceRating(PartnerClient from, string number, string projectNo, DateTime now) =>
        (CentreId, ClientId, Number, ProjectNo, ReadAt) = (from.CentreId, from.Id, number, projectNo.Length <= MaxProject ? projectNo : projectNo[..MaxProject], now);

    public Guid CentreId { get; private set; }

    public Guid Id { get; private set; } = RowId.New();

    public Guid ClientId { get; private set; }

    /// <summary>As the province counts.</summary>
    public string Number { get; private set; } = "";

    public string ProjectNo { get; private set; } = "";

    public DateTime ReadAt { get; private set; }

    /// <summary>The rating that it became; null while it is refused.</summary>
    public Guid? RatingId { get; private set; }

    /// <summary>Why it was refused; empty where it was taken.</summary>
    public string Code { get; private set; } = "";

    /// <summary>What was refused, so that it can be tried again; empty where it was taken.</summary>
    public string Payload { get; private set; } = "";

    internal void Take(Guid ratingId) => (RatingId, Code, Payload) = (ratingId, "", "");

    internal void Refuse(string code, string payload) => (Code, Payload) = (code, payload);
}

public sealed class ProvinceRatingMapping : IEntityTypeConfiguration<ProvinceRating>
{
    public void Configure(EntityTypeBuilder<ProvinceRating> rating)
    {
        rating.ToTable("province_rating");
        rating.HasKey(r => new { r.CentreId, r.Id });
        rating.RefersTo<ProvinceRating, PartnerClient>(r => r.ClientId, isLookedUpBy: false);
        rating.RefersTo<ProvinceRating, Rating>(r => r.RatingId);
        rating.HasIndex(r => new { r.CentreId, r.ClientId, r.Number }).RefusedAs("exchange.replayed");
        rating.HasIndex(r => new { r.CentreId, r.ClientId, r.ReadAt });
        rating.Property(r => r.Number).HasMaxLength(ProvinceRating.MaxNumber);
        rating.Property(r => r.ProjectNo).HasMaxLength(ProvinceRating.MaxProject);
        rating.Property(r => r.Code).HasMaxLength(64);
        rating.Property(r => r.Payload).HasMaxLength(ProvinceRating.MaxPayload);
    }
}
