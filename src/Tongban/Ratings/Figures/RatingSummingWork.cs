using System.Diagnostics;
using Tongban.Shared;

namespace Tongban.Ratings.Figures;

/// <summary>
/// Counts every second what has changed, and never more than a tenth of the time: a day that takes long to count is counted
/// less often.
/// </summary>
public sealed class RatingSummingWork(IServiceScopeFactory scopes, ILogger<RatingSummingWork> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(1))
{
    private const int RestFor = 9;

    private long doneAt;
    private TimeSpan took;

    protected override async Task RunAsync(IServiceProvider services, CancellationToken stop)
    {
        if (doneAt != 0 && Stopwatch.GetElapsedTime(doneAt) < took * RestFor)
        {
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var summing = services.GetRequiredService<RatingSumming>();
        while (await summing.RunAsync(stop) == RatingSumming.DaysAtOnce)
        {
            // A year that came in at once: it is counted through.
            services.GetRequiredService<TongbanDb>().ChangeTracker.Clear();
        }

        (doneAt, took) = (Stopwatch.GetTimestamp(), Stopwatch.GetElapsedTime(began));
    }
}
