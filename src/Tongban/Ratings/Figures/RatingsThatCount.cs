using Tongban.Kernel;
using Tongban.Mending;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Which ratings a figure is made of: the first ones that people gave, without those that a second person has agreed to
/// leave out (误评、恶意差评剔除), or a supervisor because of how they were given (异常评价剔除). Those stay readable.
/// </summary>
public static class RatingsThatCount
{
    extension(TongbanDb db)
    {
        // Only a bad one has a rectification: of the many good ones none is looked up.
        public IQueryable<Rating> CountedRatings() => FirstGiven(db).Where(rating => rating.ExcludedAt == null).Where(rating =>
            (rating.Level != RatingLevel.Dissatisfied && rating.Level != RatingLevel.VeryDissatisfied)
            || !db.Set<Rectification>().Any(one => one.RatingId == rating.Id && one.ExcludedOn != null));

        /// <summary>What nobody said (系统默认评价).</summary>
        public IQueryable<Rating> DefaultRatings() => db.Set<Rating>().Where(rating => rating.Number == Evaluation.First && rating.IsDefault);

        public IQueryable<Rating> ExcludedRatings() => FirstGiven(db).Where(rating => rating.ExcludedAt != null || db.Set<Rectification>().Any(one => one.RatingId == rating.Id && one.ExcludedOn != null));
    }

    private static IQueryable<Rating> FirstGiven(TongbanDb db) => db.Set<Rating>().Where(rating => rating.Number == Evaluation.First && !rating.IsDefault);
}
