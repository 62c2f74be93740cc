using Microsoft.EntityFrameworkCore;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Figures.Open;

namespace Tongban.Mending;

/// <summary>Sums of a period, counted from the rectifications themselves each time they are read; nobody can type them.</summary>
/// <param name="All">差评 that were to be rectified.</param>
/// <param name="Named">Of them with a phone and leave to call it (实名).</param>
/// <param name="CalledBack">Of the named: reached.</param>
/// <param name="InVain">Of the named: called in vain as often as the setting asks, and never reached (多次未接通).</param>
/// <param name="Due">应整改: all but those that were found not to hold.</param>
/// <param name="Mended">已整改.</param>
/// <param name="InTime">按时整改.</param>
/// <param name="Excluded">误评、恶意差评、不属实, agreed by a second person.</param>
public sealed record MendingSums(long All, long Named, long CalledBack, long InVain, long Due, long Mended, long InTime, long Excluded);

/// <summary>实名差评回访率, 整改率, 按时整改率.</summary>
public sealed class MendingFigures(TongbanDb db, RatingFigures figures, ClosedMonths closed)
{
    /// <summary>
    /// What everybody may read: added up from the months of which it is published, as <c>/open/ratings</c> has them. So no two sums
    /// that are read at two times, or from two days on, tell of a few.
    /// </summary>
    public async Task<IReadOnlyList<(Share Share, long Part, long Whole)>> PublicAsync(DateOnly? from = null, CancellationToken stop = default)
    {
        var months = await figures.InTimeAsync(SumSpan.Month, from is { } day ? SumRange.MonthOf(day) : DateOnly.MinValue, closed.Last, stop);
        var told = months.SelectMany(month => OpenTotal.Of("", month.Counts)?.Mending ?? []);
        return [.. told.GroupBy(one => one.Share).OrderBy(same => same.Key == Share.CalledBack ? 0 : 1).ThenBy(same => same.Key).Select(same => (same.Key, same.Sum(one => one.Part), same.Sum(one => one.Whole)))];
    }

    /// <summary>What was published, the newest first.</summary>
    public Task<List<Rectification>> PublishedAsync(DateOnly? from = null, CancellationToken stop = default) => db.Set<Rectification>().AsNoTracking().AsSplitQuery()
        .Where(one => one.PublicState == PublicText.Published && (from == null || one.RatedOn >= from))
        .OrderByDescending(one => one.PublishedOn).ThenByDescending(one => one.Id).Take(MendingApi.Most).ToListAsync(stop);

    public static async Task<MendingSums> OfAsync(IQueryable<Rectification> some, CancellationToken stop = default) =>
        await some.GroupBy(_ => 1).Select(all => new MendingSums(
            all.LongCount(),
            all.LongCount(one => one.IsNamed),
            all.LongCount(one => one.IsNamed && one.CalledBackOn != null),
            all.LongCount(one => one.IsNamed && one.CalledInVainOn != null),
            all.LongCount(one => one.ExcludedOn == null),
            all.LongCount(one => one.ExcludedOn == null && one.MendedOn != null),
            all.LongCount(one => one.ExcludedOn == null && one.MendedOn != null && !one.IsMendedLate),
            all.LongCount(one => one.ExcludedOn != null))).SingleOrDefaultAsync(stop) ?? new(0, 0, 0, 0, 0, 0, 0, 0);
}
