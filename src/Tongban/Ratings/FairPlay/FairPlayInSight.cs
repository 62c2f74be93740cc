using Microsoft.EntityFrameworkCore;
using Tongban.Mending;
using Tongban.People;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Alerts looked up through what one may see: supervisors of the centre all, but nobody those that point at a rating of
/// themselves, or at one that they wrote down: they neither judge it nor learn of it here, but for how many there are. Whoever
/// has a rectification in hand sees the alert; the rating that is mended there is taken out by others.
/// </summary>
public sealed class FairPlayInSight(TongbanDb db, CurrentStaff staff)
{
    public IQueryable<FairPlayAlert> Mine()
    {
        var me = staff.AccountId;
        var own = Own(me);
        return db.Set<FairPlayAlert>().Where(alert => alert.StaffId != me || alert.StaffId == null).Where(alert => !alert.Evidence.Any(one => own.Any(rating => rating.Id == one.RatingId)));
    }

    /// <summary>How many wait that somebody else judges; no more is told of them.</summary>
    public async Task<int> ElsewhereAsync(CancellationToken stop = default) =>
        await db.Set<FairPlayAlert>().CountAsync(alert => alert.Status == FairPlayStatus.Open, stop) - await Mine().CountAsync(alert => alert.Status == FairPlayStatus.Open, stop);

    /// <summary>Of these ratings, those whose rectification is in one's own hands.</summary>
    public IQueryable<Guid> InHand(IReadOnlyCollection<Guid> ratingIds)
    {
        var me = staff.AccountId;
        return db.Set<Rectification>().Where(one => one.HandlerId == me && ratingIds.Contains(one.RatingId)).Select(one => one.RatingId);
    }

    /// <summary>Ratings that count no more because of what their rectification came to, without one's own.</summary>
    public IQueryable<Rectification> Dismissed()
    {
        var own = Own(staff.AccountId);
        return db.Set<Rectification>().Where(one => one.ExcludedOn != null && !own.Any(rating => rating.Id == one.RatingId));
    }

    /// <summary>Ratings that were taken out, without one's own.</summary>
    public IQueryable<RatingExclusion> Exclusions()
    {
        var own = Own(staff.AccountId);
        return db.Set<RatingExclusion>().Where(one => !own.Any(rating => rating.Id == one.RatingId));
    }

    // Of oneself, or written down by oneself.
    private IQueryable<Rating> Own(Guid? me) => db.Set<Rating>().Where(rating =>
        rating.StaffId == me || rating.WrittenDownById == me || rating.CheckedById == me);
}
