using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

public sealed class FairPlayMapping : IEntityTypeConfiguration<FairPlayAlert>, IEntityTypeConfiguration<FairPlayEvidence>, IEntityTypeConfiguration<RatingExclusion>
{
    public void Configure(EntityTypeBuilder<FairPlayAlert> alert)
    {
        alert.ToTable("fair_play_alert");
        alert.IsKeyedByCentre();
        alert.RefersTo<FairPlayAlert, Site>(a => a.SiteId, isLookedUpBy: false);
        alert.HasIndex(a => new { a.CentreId, a.Rule, a.Key, a.Round }).RefusedAs("fair-play.raised-already");
        alert.HasIndex(a => new { a.CentreId, a.Status, a.RaisedAt });
        alert.Property(a => a.Key).HasMaxLength(FairPlayAlert.MaxKey);
        alert.Property(a => a.Levels).HasMaxLength(64);
        alert.Property(a => a.Reason).HasMaxLength(FairPlayAlert.MaxReason);
        alert.Ignore(a => a.IsOpen);
        alert.HasMany(a => a.Evidence).WithOne().HasForeignKey(e => new { e.CentreId, e.AlertId });
    }

    public void Configure(EntityTypeBuilder<FairPlayEvidence> evidence)
    {
        evidence.ToTable("fair_play_evidence");
        evidence.HasKey(e => new { e.CentreId, e.AlertId, e.RatingId });
        evidence.RefersTo<FairPlayEvidence, Rating>(e => e.RatingId);
    }

    public void Configure(EntityTypeBuilder<RatingExclusion> exclusion)
    {
        exclusion.ToTable("rating_exclusion");
        exclusion.IsKeyedByCentre();
        exclusion.RefersTo<RatingExclusion, Rating>(e => e.RatingId, isLookedUpBy: false);
        exclusion.RefersTo<RatingExclusion, FairPlayAlert>(e => e.AlertId);
        exclusion.HasIndex(e => new { e.CentreId, e.RatingId }).HasFilter("put_back_at is null").RefusedAs("rating.excluded-already");
        exclusion.Property(e => e.Reason).HasMaxLength(FairPlayAlert.MaxReason);
        exclusion.Property(e => e.PutBackReason).HasMaxLength(FairPlayAlert.MaxReason);
    }
}
