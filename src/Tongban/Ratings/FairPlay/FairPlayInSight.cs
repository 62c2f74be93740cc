using Tongban.Mending;
using Tongban.People;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Alerts looked up through what one may see: supervisors of the centre all, but nobody those that point at a rating of
/// themselves, or at one that they wrote down or have had in hand: they neither judge it nor learn of it here.
/// </summary>
public sealed class FairPlayInSight(TongbanDb db, CurrentStaff staff)
{
    public IQueryable<FairPlayAlert> Mine()
    {
        var me = staff.AccountId;
        var own = Own(me);
        return db.Set<FairPlayAlert>().Where(alert => alert.StaffId != me || alert.StaffId == null).Where(alert => !alert.Evidence.Any(one => own.Any(rating => rating.Id == one.RatingId)));
    }

    /// <summary>Ratings that were taken out, without one's own.</summary>
    public IQueryable<RatingExclusion> Exclusions()
    {
        var own = Own(staff.AccountId);
        return db.Set<RatingExclusion>().Where(one => !own.Any(rating => rating.Id == one.RatingId));
    }

    // Of oneself, written down by oneself, or with a rectification that one has in hand.
    private IQueryable<Rating> Own(Guid? me) => db.Set<Rating>().Where(rating =>
        rating.StaffId == me || rating.WrittenDownById == me || rating.CheckedById == me || db.Set<Rectification>().Any(one => one.RatingId == rating.Id && one.HandlerId == me));
}
