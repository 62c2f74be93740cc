using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Shared.Rush;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Keeps <see cref="RatingSum"/> by what has changed. A day that something happened in is counted anew as a whole, from the
/// rows: it does not matter how often it is said or in which order, so nothing is missed that commits late and nothing is
/// counted twice. Who has counted by an older state than another has written meanwhile throws it away and counts again.
/// </summary>
public sealed class RatingSumming(TongbanDb db, DayCounting counting, NewRows rows, HallClock clock, LiveFeed feed)
{
    // Of the live screens that show figures.
    private static readonly Guid Topic = new("6f5a3c58-8f0e-4d52-9a53-0d5f0f1a7b21");

    /// <summary>Of a round.</summary>
    public const int DaysAtOnce = 31;

    private const int MarksAtOnce = 20_000;
    private static readonly TimeSpan SaidAgainAfter = TimeSpan.FromSeconds(30);

    /// <summary>A round that follows so many others; with it everything that was said by then is counted, or null where more is waiting.</summary>
    private sealed record Round(long After, DateTime? AsOf);

    /// <summary>What a live screen of a centre's figures wants to hear.</summary>
    public static Func<LiveChange, bool> Shown(Guid centreId) => change => change.CentreId == centreId && change.About.Contains(Topic);

    /// <summary>One round.</summary>
    /// <returns>How many days were counted; 0 when nothing has changed.</returns>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var state = await StateAsync(stop);

        // Before the marks are read: whatever was said by then is among them.
        var asOf = clock.Now;
        var (days, marks, isRest) = await ToCountAsync(stop);
        if (days.Count == 0)
        {
            await NothingLeftAsync(state, asOf, stop);
            return 0;
        }

        var sums = new List<RatingSum>();
        foreach (var day in days)
        {
            sums.AddRange((await counting.OfAsync(day, stop)).All.Select(one => new RatingSum(db.CentreId, one.By, SumSpan.Day, day, one.Key, one.Counts)));
        }

        sums.AddRange(await MonthsAsync(days, sums, stop));
        await WriteAsync(new(state.Rounds, isRest ? asOf : null), days, marks, sums, stop);
        return days.Count;
    }

    /// <summary>Until nothing is left to count.</summary>
    public async Task RunToEndAsync(Action<int>? tell = null, CancellationToken stop = default)
    {
        for (var counted = await RunAsync(stop); counted > 0; counted = await RunAsync(stop))
        {
            tell?.Invoke(counted);
        }
    }

    /// <summary>Has every day counted anew: those with services and those with sums.</summary>
    /// <returns>How many days there are.</returns>
    public async Task<int> CountAllAsync(CancellationToken stop = default)
    {
        var days = await db.Set<Service>().Select(service => service.On).Union(db.Set<RatingSum>().Where(sum => sum.Span == SumSpan.Day).Select(sum => sum.On)).ToListAsync(stop);
        await using var transaction = await db.BeginAsync(stop);
        await rows.AddAsync(DayToCount.Of(db.CentreId, days));
        await transaction.CommitAsync(stop);
        return days.Count;
    }

    private async Task<RatingSumState> StateAsync(CancellationToken stop)
    {
        if (await db.Set<RatingSumState>().AsNoTracking().SingleOrDefaultAsync(stop) is { } state)
        {
            return state;
        }

        var made = new RatingSumState(db.CentreId);
        db.Add(made);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateException)
        {
            // Another node has made it just now.
        }

        db.ChangeTracker.Clear();
        return made;
    }

    private async Task<(List<DateOnly> Days, List<Guid> Marks, bool IsRest)> ToCountAsync(CancellationToken stop)
    {
        var marks = await db.Set<DayToCount>().AsNoTracking().OrderBy(mark => mark.Id).Take(MarksAtOnce).ToListAsync(stop);
        var days = marks.Select(mark => mark.On).Distinct().Order().Take(DaysAtOnce).ToList();
        List<Guid> taken = [.. marks.Where(mark => days.Contains(mark.On)).Select(mark => mark.Id)];
        return (days, taken, taken.Count == marks.Count && marks.Count < MarksAtOnce);
    }

    // Nobody has said anything: the sums are as new as this moment. Written now and then, not every second.
    private async Task NothingLeftAsync(RatingSumState state, DateTime asOf, CancellationToken stop)
    {
        if (state.CountedAt is { } before && asOf - before < SaidAgainAfter)
        {
            return;
        }

        await using var transaction = await db.BeginAsync(stop);
        await db.Set<RatingSumState>().Where(one => one.Rounds == state.Rounds).ExecuteUpdateAsync(one => one.SetProperty(of => of.CountedAt, asOf), stop);
        await transaction.CommitAsync(stop);
    }

    // A month is the sum of its days: those that are counted now, and the others as they stand.
    private async Task<List<RatingSum>> MonthsAsync(List<DateOnly> days, List<RatingSum> fresh, CancellationToken stop)
    {
        var months = new List<RatingSum>();
        foreach (var first in days.Select(SumRange.MonthOf).Distinct())
        {
            var last = first.AddMonths(1).AddDays(-1);
            var others = db.Set<RatingSum>().Where(sum => sum.Span == SumSpan.Day && sum.On >= first && sum.On <= last && !days.Contains(sum.On));
            var sums = (await others.KeyedAsync(stop)).Concat(fresh.Where(sum => sum.On >= first && sum.On <= last).Select(sum => sum.Keyed()));
            months.AddRange(sums.GroupBy(sum => (sum.By, sum.Key)).Select(same => new RatingSum(db.CentreId, same.Key.By, SumSpan.Month, first, same.Key.Key, FigureCounts.Sum(same.Select(sum => sum.Counts)))));
        }

        return months;
    }

    // Who has counted by an older state has nothing to write.
    private Task<int> ClaimAsync(Round round, CancellationToken stop)
    {
        var state = db.Set<RatingSumState>().Where(one => one.Rounds == round.After);
        return round.AsOf is { } asOf
            ? state.ExecuteUpdateAsync(one => one.SetProperty(of => of.Rounds, round.After + 1).SetProperty(of => of.CountedAt, asOf), stop)
            : state.ExecuteUpdateAsync(one => one.SetProperty(of => of.Rounds, round.After + 1), stop);
    }

    private async Task WriteAsync(Round round, List<DateOnly> days, List<Guid> marks, List<RatingSum> sums, CancellationToken stop)
    {
        var months = days.Select(SumRange.MonthOf).Distinct().ToList();
        await using var transaction = await db.BeginAsync(stop);
        if (await ClaimAsync(round, stop) == 0)
        {
            return;
        }

        await db.Set<RatingSum>().Where(sum => (sum.Span == SumSpan.Day && days.Contains(sum.On)) || (sum.Span == SumSpan.Month && months.Contains(sum.On))).ExecuteDeleteAsync(stop);
        await rows.AddAsync(sums);
        await db.Set<DayToCount>().Where(mark => EF.Parameter(marks).Contains(mark.Id)).ExecuteDeleteAsync(stop);
        db.AfterCommit(() => feed.Publish(new LiveChange(db.CentreId, Guid.Empty, LiveChange.Changed) { About = [Topic] }));
        await transaction.CommitAsync(stop);
    }
}
