using Microsoft.EntityFrameworkCore;
using Tongban.Mending;
using Tongban.Shared.Data;

namespace Tongban.Ratings.Figures;

/// <summary>What the sums say beside what the rows and the journal say.</summary>
/// <param name="What">What is counted.</param>
/// <param name="Sums">By the lines that figures are read from.</param>
/// <param name="Rows">By the rows themselves.</param>
/// <param name="Facts">By the journal; null where it tells nothing of the kind.</param>
public sealed record SumCheckLine(string What, long Sums, long Rows, long? Facts)
{
    public bool Agrees => Sums == Rows && (Facts is null || Facts == Rows);
}

/// <param name="Lines">Sums beside rows and facts.</param>
/// <param name="Waiting">Days that have yet to be counted anew: until then the sums may lag.</param>
/// <param name="WrongMonths">Months that are not the sum of their days.</param>
public sealed record SumCheckReport(IReadOnlyList<SumCheckLine> Lines, int Waiting, int WrongMonths)
{
    public bool Agrees => Lines.All(line => line.Agrees) && WrongMonths == 0;
}

/// <summary>Compares the sums that figures are read from with what they are made of.</summary>
public sealed class SumCheck(TongbanDb db)
{
    public async Task<SumCheckReport> RunAsync(CancellationToken stop = default)
    {
        var days = FigureCounts.Sum((await SumsAsync(SumSpan.Day, stop)).Select(sum => sum.Counts));
        var first = db.Set<Rating>().Where(rating => rating.Number == Evaluation.First);
        var rectifications = db.Set<Rectification>();
        return new(
            [
                new("services", days.Services, await db.Set<Service>().LongCountAsync(stop), await FactsAsync("service.ended", stop)),
                new("first ratings", days.Rated + days.Excluded, await first.LongCountAsync(stop), null),
                new("given by people", days.Given + days.Excluded, await first.LongCountAsync(rating => !rating.IsDefault, stop), await FactsAsync("rating.given", stop) - await db.Set<Rating>().LongCountAsync(rating => rating.Number == Evaluation.Additional && !rating.IsDefault, stop)),
                new("filled in by rule", days.Defaults, await db.DefaultRatings().LongCountAsync(stop), await FactsAsync("rating.filled-in", stop) - await db.Set<Rating>().LongCountAsync(rating => rating.Number == Evaluation.Additional && rating.IsDefault, stop)),
                new("left out", days.Excluded, await db.ExcludedRatings().LongCountAsync(stop), null),
                new("not rated", days.Unrated, await db.Set<Service>().LongCountAsync(service => !db.Set<Rating>().Any(rating => rating.ServiceId == service.Id && rating.Number == Evaluation.First), stop), null),
                new("to be rectified", days.Mending.Due, await rectifications.LongCountAsync(one => one.ExcludedOn == null, stop), await FactsAsync("rectification.created", stop) - await FactsAsync("rectification.excluded", stop)),
                new("rectified", days.Mending.Mended, await rectifications.LongCountAsync(one => one.ExcludedOn == null && one.MendedOn != null, stop), null),
            ],
            await db.Set<DayToCount>().Select(mark => mark.On).Distinct().CountAsync(stop),
            await WrongMonthsAsync(stop));
    }

    private async Task<int> WrongMonthsAsync(CancellationToken stop)
    {
        var (months, days) = (ByMonth(await SumsAsync(SumSpan.Month, stop)), ByMonth(await SumsAsync(SumSpan.Day, stop)));
        return months.Keys.Union(days.Keys).Count(month => months.GetValueOrDefault(month) != days.GetValueOrDefault(month));
    }

    private static Dictionary<DateOnly, FigureCounts> ByMonth(List<(DateOnly On, FigureCounts Counts)> sums) =>
        sums.GroupBy(sum => SumRange.MonthOf(sum.On)).ToDictionary(same => same.Key, same => FigureCounts.Sum(same.Select(sum => sum.Counts)));

    private async Task<List<(DateOnly On, FigureCounts Counts)>> SumsAsync(SumSpan span, CancellationToken stop) =>
        [.. (await db.Set<RatingSum>().AsNoTracking().Where(sum => sum.By == SumBy.Site && sum.Span == span).ToListAsync(stop)).Select(sum => (sum.On, sum.Counts()))];

    private Task<long> FactsAsync(string what, CancellationToken stop) => db.Facts.LongCountAsync(fact => fact.What == what, stop);
}
