using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Ratings.FairPlay;

/// <summary>
/// Ratings by a member of staff's own phone, or of a matter that is theirs: they may be a citizen like others, or rate for
/// others. Found by hashes alone; neither number stands in the clear anywhere.
/// </summary>
public sealed class StaffFinder(TongbanDb db, HallClock clock) : IFairPlayFinder
{
    private sealed record Row(Guid RatingId, Guid SiteId, DateTime RatedAt, Guid AccountId);

    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var ratings = db.Set<Rating>().AsNoTracking().Where(rating => rating.RatedAt >= days.Since && rating.RatedAt < days.Until && !rating.IsDefault);
        var marks = db.Set<StaffMark>().AsNoTracking();
        var byPhone = await ratings.Where(rating => rating.ContactHash != null)
            .Join(marks, rating => rating.ContactHash, mark => mark.PhoneHash, (rating, mark) => new Row(rating.Id, rating.SiteId, rating.RatedAt, mark.AccountId)).ToListAsync(stop);
        var ofCases = await (
            from rating in ratings
            join service in db.Set<Service>() on rating.ServiceId equals service.Id
            join its in db.Set<Case>() on service.CaseId equals its.Id
            from mark in marks
            where mark.IdHash == its.IdHash || mark.PhoneHash == its.PhoneHash
            select new Row(rating.Id, rating.SiteId, rating.RatedAt, mark.AccountId)).ToListAsync(stop);
        return [.. byPhone.Concat(ofCases).DistinctBy(row => (row.RatingId, row.AccountId)).GroupBy(row => (row.AccountId, Day: clock.DayOf(row.RatedAt))).Select(group =>
            new Finding(FairPlayRule.StaffContact, $"{group.Key.AccountId:N} {group.Key.Day:O}", group.Key.Day, group.Key.Day, [.. group.Select(row => new FoundRating(row.RatingId))], group.Count(), 1)
            {
                SiteId = group.Select(row => row.SiteId).Distinct().Count() == 1 ? group.First().SiteId : null,
                StaffId = group.Key.AccountId,
            })];
    }
}

/// <summary>One phone left with many ratings within a month: an agent, or somebody who rates for others.</summary>
public sealed class PhoneFinder(TongbanDb db, HallClock clock, FairPlayRules rules) : IFairPlayFinder
{
    public async Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop)
    {
        var (least, found) = (rules["phoneServices"], new List<Finding>());
        for (var month = new DateOnly(days.From.Year, days.From.Month, 1); month <= days.Through; month = month.AddMonths(1))
        {
            var (since, until) = (clock.At(month, TimeOnly.MinValue), clock.At(month.AddMonths(1), TimeOnly.MinValue));
            var ratings = db.Set<Rating>().AsNoTracking().Where(rating => rating.RatedAt >= since && rating.RatedAt < until && rating.ContactHash != null && !rating.IsDefault);
            var phones = await ratings.GroupBy(rating => rating.ContactHash).Where(group => group.Select(rating => rating.ServiceId).Distinct().Count() >= least).Select(group => group.Key).ToListAsync(stop);
            var rows = await ratings.Where(rating => phones.Contains(rating.ContactHash)).OrderBy(rating => rating.RatedAt).ThenBy(rating => rating.Id).Select(rating => new { rating.Id, rating.ContactHash, rating.RatedAt }).ToListAsync(stop);
            found.AddRange(rows.GroupBy(row => row.ContactHash).Select(group => new Finding(
                FairPlayRule.OnePhoneManyCases, group.First().Id.ToString("N"), clock.DayOf(group.First().RatedAt), clock.DayOf(group.Last().RatedAt), [.. group.Select(row => new FoundRating(row.Id))], group.Count(), least)));
        }

        return found;
    }
}
