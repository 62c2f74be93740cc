using Tongban.Kernel;

namespace Tongban.Ratings.FairPlay;

/// <summary>A rating was taken out of the figures: by whom, when and why. It stays readable, and may be put back.</summary>
public sealed class RatingExclusion : Entity
{
    private RatingExclusion()
    {
    }

    public RatingExclusion(Rating rating, FairPlayAlert alert, string? reason, DateTime now, Actor by)
        : base(rating.CentreId)
    {
        (RatingId, AlertId, Reason, ExcludedAt) = (rating.Id, alert.Id, FairPlayAlert.Checked(reason), now);
        rating.Exclude(now, by);
        ExcludedById = by.Id!.Value;
        Happened("rating-exclusion.made", now, by, new { RatingId, AlertId });
    }

    public Guid RatingId { get; private set; }

    public Guid AlertId { get; private set; }

    public Guid ExcludedById { get; private set; }

    public DateTime ExcludedAt { get; private set; }

    public string Reason { get; private set; } = "";

    public Guid? PutBackById { get; private set; }

    public DateTime? PutBackAt { get; private set; }

    public string PutBackReason { get; private set; } = "";

    /// <summary>It counts again.</summary>
    public void PutBack(Rating rating, string? reason, DateTime now, Actor by)
    {
        Refusal.Unless(PutBackAt is null, "fair-play.put-back-already");
        PutBackReason = FairPlayAlert.Checked(reason);
        rating.PutBack(now, by);
        (PutBackAt, PutBackById) = (now, by.Id);
        Happened("rating-exclusion.undone", now, by, new { RatingId });
    }
}
