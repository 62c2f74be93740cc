using Microsoft.EntityFrameworkCore;

namespace Tongban.Ratings.Figures;

/// <summary>What stands under one key.</summary>
public sealed record KeyedCounts(SumBy By, string Key, FigureCounts Counts);

/// <summary>Reading the lines of <see cref="RatingSum"/>.</summary>
public static class RatingSums
{
    /// <summary>Added up for each side and key.</summary>
    public static async Task<List<KeyedCounts>> KeyedAsync(this IQueryable<RatingSum> sums, CancellationToken stop)
    {
        var found = await sums.GroupBy(sum => new { sum.By, sum.Key }).Select(same => new
        {
            same.Key,
            Services = same.Sum(sum => sum.Services),
            VerySatisfied = same.Sum(sum => sum.VerySatisfied),
            Satisfied = same.Sum(sum => sum.Satisfied),
            BasicallySatisfied = same.Sum(sum => sum.BasicallySatisfied),
            Dissatisfied = same.Sum(sum => sum.Dissatisfied),
            VeryDissatisfied = same.Sum(sum => sum.VeryDissatisfied),
            DefaultGood = same.Sum(sum => sum.DefaultGood),
            DefaultBad = same.Sum(sum => sum.DefaultBad),
            Excluded = same.Sum(sum => sum.Excluded),
            ToMend = same.Sum(sum => sum.ToMend),
            Mended = same.Sum(sum => sum.Mended),
            MendedInTime = same.Sum(sum => sum.MendedInTime),
            Named = same.Sum(sum => sum.Named),
            CalledBack = same.Sum(sum => sum.CalledBack),
            CalledInVain = same.Sum(sum => sum.CalledInVain),
        }).ToListAsync(stop);
        return [.. found.Select(sum => new KeyedCounts(sum.Key.By, sum.Key.Key, new(
            sum.Services, new(sum.VerySatisfied, sum.Satisfied, sum.BasicallySatisfied, sum.Dissatisfied, sum.VeryDissatisfied), sum.DefaultGood, sum.DefaultBad, sum.Excluded,
            new(sum.ToMend, sum.Mended, sum.MendedInTime, sum.Named, sum.CalledBack, sum.CalledInVain))))];
    }

    public static KeyedCounts Keyed(this RatingSum sum) => new(sum.By, sum.Key, sum.Counts());

    public static FigureCounts Counts(this RatingSum sum) => new(
        sum.Services, new(sum.VerySatisfied, sum.Satisfied, sum.BasicallySatisfied, sum.Dissatisfied, sum.VeryDissatisfied), sum.DefaultGood, sum.DefaultBad, sum.Excluded,
        new(sum.ToMend, sum.Mended, sum.MendedInTime, sum.Named, sum.CalledBack, sum.CalledInVain));
}
