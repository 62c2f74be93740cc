using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.People;

namespace Tongban.Ratings.FairPlay;

/// <summary>A supervisor judges an alert, in the caller's transaction and on a locked row: of two at once the second reads that it was judged.</summary>
public sealed class FairPlayJudging(TongbanDb db, HallClock clock, FairPlayInSight sight, CurrentStaff staff)
{
    public async Task DismissAsync(FairPlayAlert alert, string? reason, CancellationToken stop)
    {
        await NeedOtherAsync(alert, stop);
        alert.Dismiss(reason, clock.Now, staff.Actor);
    }

    /// <summary>Takes these of its ratings out of the figures. A rectification of one goes on: what the person said is answered all the same.</summary>
    public async Task ExcludeAsync(FairPlayAlert alert, IReadOnlyCollection<Guid> ratingIds, string? reason, CancellationToken stop)
    {
        await NeedOtherAsync(alert, stop);
        var ratings = await db.Set<Rating>().Where(rating => ratingIds.Contains(rating.Id) && db.Set<FairPlayEvidence>().Any(one => one.AlertId == alert.Id && one.RatingId == rating.Id)).ToListAsync(stop);
        var ids = ratings.ConvertAll(rating => rating.Id);
        Refusal.Unless(!await sight.InHand(ids).AnyAsync(stop), "fair-play.in-hand");

        // Taken out by another alert, or by what its rectification came to: it stays so, with that one's reason.
        var dismissed = await db.Set<Rectification>().Where(one => one.ExcludedOn != null && ids.Contains(one.RatingId)).Select(one => one.RatingId).ToListAsync(stop);
        ratings.RemoveAll(rating => rating.ExcludedAt is not null || dismissed.Contains(rating.Id));
        alert.Exclude(ratings.Count, reason, clock.Now, staff.Actor);
        db.AddRange(ratings.Select(rating => new RatingExclusion(rating, alert, reason, clock.Now, staff.Actor)).ToList());
    }

    /// <summary>It counts again, and it stays readable that it did not for a while.</summary>
    public async Task PutBackAsync(FairPlayAlert alert, Guid exclusionId, string? reason, CancellationToken stop)
    {
        await NeedOtherAsync(alert, stop);
        var exclusion = await db.Set<RatingExclusion>().SingleOrDefaultAsync(one => one.Id == exclusionId && one.AlertId == alert.Id, stop) ?? throw new Refusal("fair-play.choose-ratings");
        exclusion.PutBack(await db.Set<Rating>().SingleAsync(rating => rating.Id == exclusion.RatingId, stop), reason, clock.Now, staff.Actor);
    }

    // The page is looked up so already; whoever comes by another way is told the same.
    private async Task NeedOtherAsync(FairPlayAlert alert, CancellationToken stop) =>
        Refusal.Unless(await sight.Mine().AnyAsync(one => one.Id == alert.Id, stop), "fair-play.own");
}
