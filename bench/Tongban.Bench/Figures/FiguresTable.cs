using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings;
using Tongban.Ratings.Figures;
using Tongban.Ratings.History;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;

namespace Tongban.Bench.Figures;

/// <summary>
/// What figures cost: counted from so many ratings themselves, and read from the lines that the roll-up keeps, of those ratings
/// and then of ten years with fifty million. What is read is read in the program, without HTTP.
/// </summary>
internal sealed class FiguresTable(string? admin, int ratings, int times)
{
    private const int Batch = 5_000;
    private const long Equivalent = 50_000_000;
    private static readonly DateOnly Begin = new(2014, 1, 1);
    private static readonly DateOnly End = new(2023, 12, 31);
    private static readonly DateOnly FactsFrom = new(2024, 1, 1);
    private static readonly DateOnly FactsThrough = new(2024, 12, 31);

    public async Task RunAsync()
    {
        await using var district = await District.StartAsync(admin, nodes: 0);
        await using var app = district.Writer();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, figures) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<RatingFigures>());
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        Console.WriteLine($"\n### Figures, {(admin is null ? "SQLite" : "PostgreSQL")}, medians of {times}\n");
        await GivenAsync(services, db);
        var counted = await MedianAsync(() => db.CountedRatings().Where(rating => rating.ServedOn >= FactsFrom && rating.ServedOn <= FactsThrough)
            .GroupBy(rating => new { rating.ItemId, rating.Level }).Select(same => new { same.Key, Count = same.LongCount() }).ToListAsync());
        Console.WriteLine("\n| | ms | ratio |\n|---|---|---|");
        Tell($"by item of a year, counted from {ratings:N0} ratings", counted, counted);
        Tell($"by item of a year, from the lines of {ratings:N0} ratings", await MedianAsync(() => figures.ByAsync(SumBy.Item, FactsFrom, FactsThrough)), counted);
        await KeepAsync(services, db);
        foreach (var by in Enum.GetValues<SumBy>())
        {
            Tell($"by {by} of ten years, from the lines of {Equivalent:N0} ratings", await MedianAsync(() => figures.ByAsync(by, Begin, End)), counted);
        }

        Tell("by item from 2 January 2014 to 30 December 2023", await MedianAsync(() => figures.ByAsync(SumBy.Item, Begin.AddDays(1), End.AddDays(-1))), counted);
        Tell("day by day of a year", await MedianAsync(() => figures.InTimeAsync(SumSpan.Day, new(2023, 1, 1), End)), counted);
        Console.WriteLine($"\nRatings in the lines of the ten years: {(await figures.TotalAsync(Begin, End)).Given:N0}.");
    }

    // As a year is taken in, and then counted.
    private async Task GivenAsync(IServiceProvider services, TongbanDb db)
    {
        var (items, site, dice) = (await db.Set<Item>().Select(item => item.Id).ToListAsync(), await db.Set<Site>().OrderBy(one => one.Code).FirstAsync(), new Random(1));
        var windows = await db.Set<Window>().Where(window => window.SiteId == site.Id).Select(window => window.Id).ToListAsync();
        for (var from = 0; from < ratings; from += Batch)
        {
            var at = Enumerable.Range(from, Math.Min(Batch, ratings - from)).Select(n => (Number: $"B{n}", At: FactsFrom.AddDays(dice.Next(366)).ToDateTime(new(2, 0), DateTimeKind.Utc))).ToList();
            await using var transaction = await db.BeginAsync(default);
            await services.GetRequiredService<PastServices>().TakeAllAsync([.. at.Select(one => new PastService(one.Number, one.Number, 1, 3, 1, ServiceMoment.AtWindow, site.Id, windows[dice.Next(windows.Count)], items[dice.Next(items.Count)], $"P{dice.Next(60)}", null, one.At, one.At))], Actor.System, default);
            await services.GetRequiredService<PastRatings>().TakeAllAsync([.. at.Select(one => new PastRating(one.Number, one.Number, 1, RatingChannel.HallTablet, RatingLevel.FromStars(dice.Next(3, 6)), [], "", false, false, one.At))], Actor.System, default);
            await transaction.CommitAsync();
        }

        var began = Stopwatch.GetTimestamp();
        await services.GetRequiredService<RatingSumming>().RunToEndAsync();
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ratings:N0} ratings of 366 days counted in {took.TotalSeconds:0.0} s: {ratings / took.TotalSeconds:N0} a second."));
    }

    // The lines of ten years of a large centre: for each day as many as it has keys.
    private static async Task KeepAsync(IServiceProvider services, TongbanDb db)
    {
        var keys = new Dictionary<SumBy, int> { [SumBy.Site] = 15, [SumBy.Window] = 60, [SumBy.Clerk] = 60, [SumBy.Item] = 99, [SumBy.Channel] = 8, [SumBy.Tag] = 40 };
        var rows = services.GetRequiredService<NewRows>();
        var (days, lines) = (End.DayNumber - Begin.DayNumber + 1, 0);
        for (var first = Begin; first < End; first = first.AddMonths(1))
        {
            var inMonth = DateTime.DaysInMonth(first.Year, first.Month);
            List<RatingSum> sums =
            [
                .. Enumerable.Range(0, inMonth).SelectMany(day => Lines(SumSpan.Day, first.AddDays(day), 1)),
                .. Lines(SumSpan.Month, first, inMonth),
            ];
            await using var transaction = await db.BeginAsync(default);
            await rows.AddAsync(sums);
            await transaction.CommitAsync();
            lines += sums.Count;
        }

        Console.WriteLine($"| ({lines:N0} lines) | | |");

        IEnumerable<RatingSum> Lines(SumSpan span, DateOnly on, int times) => keys.SelectMany(side => Enumerable.Range(0, side.Value).Select(n =>
            new RatingSum(db.CentreId, side.Key, span, on, side.Key is SumBy.Channel or SumBy.Tag ? $"{n}" : Key(side.Key, n), Counts(Equivalent * times / days / side.Value + 1))));

        static FigureCounts Counts(long given) => FigureCounts.None with { Services = given * 10 / 9, Levels = new(given - (given / 10), 0, given / 10, 0, 0) };

        static string Key(SumBy by, int n) => new Guid((int)by, (short)n, 0, 0, 0, 0, 0, 0, 0, 0, 0).ToString("D");
    }

    private async Task<double> MedianAsync<T>(Func<Task<T>> act)
    {
        var took = new List<double>();
        for (var n = 0; n < times + 2; n++)
        {
            var began = Stopwatch.GetTimestamp();
            await act();
            took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        return took.Skip(2).Order().ElementAt(times / 2);
    }

    private static void Tell(string what, double ms, double of) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {ms:0.0} | {ms / of:0.000} |"));
}
