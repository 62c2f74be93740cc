using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Ratings.FairPlay;

/// <summary>Days of the hall that are looked through.</summary>
public sealed record LookedAt(DateOnly From, DateOnly Through, DateTime Since, DateTime Until);

/// <summary>Looks at ratings by one or more rules; it changes nothing.</summary>
public interface IFairPlayFinder
{
    Task<IReadOnlyList<Finding>> FindAsync(LookedAt days, CancellationToken stop);
}

/// <summary>
/// Looks for odd ratings and raises what it finds, once. The last two days are looked through every time, so that a rating
/// whose transaction ended late is not missed; what was raised already is known by its key.
/// </summary>
public sealed class FairPlayWatch(TongbanDb db, HallClock clock, IEnumerable<IFairPlayFinder> finders, FairPlayRaising raising, FairPlayRules rules)
{
    /// <summary>How much of the past may be looked through at once, by hand: a year.</summary>
    public const int MostDays = 366;

    private const int DaysAtOnce = 31;

    /// <summary>One round of the worker; how many alerts were raised or grew.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var changed = await LookAsync(clock.Today.AddDays(-1), clock.Today, stop);
        await PruneAsync(stop);
        return changed.Count;
    }

    /// <summary>The same for days of the past, after a threshold was changed; the alerts that were raised or grew.</summary>
    /// <remarks>Refusal: <c>fair-play.days</c>.</remarks>
    public async Task<IReadOnlyList<Guid>> LookAsync(DateOnly from, DateOnly through, CancellationToken stop = default)
    {
        Refusal.Unless(from <= through && through.DayNumber - from.DayNumber < MostDays && from > DateOnly.MinValue.AddDays(1) && through < DateOnly.MaxValue.AddDays(-1), "fair-play.days", MostDays);
        return await LookThroughAsync(from, through, stop);
    }

    /// <summary>Whatever was imported, however many years; the alerts that were raised or grew.</summary>
    public async Task<IReadOnlyList<Guid>> LookAtImportedAsync(CancellationToken stop = default)
    {
        var imported = db.Set<Rating>().Where(rating => rating.SourceId != null);
        var (first, last) = (await imported.MinAsync(rating => (DateTime?)rating.RatedAt, stop), await imported.MaxAsync(rating => (DateTime?)rating.RatedAt, stop));
        return first is { } from ? await LookThroughAsync(clock.DayOf(from), clock.DayOf(last!.Value), stop) : [];
    }

    // A month after the other: what is read of one is forgotten before the next.
    private async Task<IReadOnlyList<Guid>> LookThroughAsync(DateOnly from, DateOnly through, CancellationToken stop)
    {
        var changed = new HashSet<Guid>();
        for (var first = from; first <= through; first = first.AddDays(DaysAtOnce))
        {
            var last = through.DayNumber - first.DayNumber < DaysAtOnce ? through : first.AddDays(DaysAtOnce - 1);
            var days = new LookedAt(first, last, clock.At(first, TimeOnly.MinValue), clock.At(last.AddDays(1), TimeOnly.MinValue));
            foreach (var finder in finders)
            {
                foreach (var found in await finder.FindAsync(days, stop))
                {
                    changed.UnionWith(await raising.RaiseAsync(found, stop) is { } alert ? [alert.Id] : []);
                }
            }
        }

        return [.. changed];
    }

    // Marks of networks and browsers are of no use after a few days, so they are not there after a few days.
    private async Task PruneAsync(CancellationToken stop)
    {
        var before = clock.Now.AddDays(-rules["traceDays"]);
        await using var transaction = await db.BeginAsync(stop);
        await db.Set<RatingTrace>().Where(trace => trace.GivenAt < before).ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>Runs <see cref="FairPlayWatch"/> every ten minutes.</summary>
public sealed class FairPlayWork(IServiceScopeFactory scopes, ILogger<FairPlayWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(10))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<FairPlayWatch>().RunAsync(stop);
}
