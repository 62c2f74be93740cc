using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tongban.Bench.Crowd;

/// <summary>What happens, by kind: how long it took, and how often it went wrong. Forgets what was before the measured minute.</summary>
internal sealed class Measured
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> times = new();
    private readonly ConcurrentDictionary<string, int> counts = new();

    public void Forget()
    {
        times.Clear();
        counts.Clear();
    }

    public void Took(string what, long began) => times.GetOrAdd(what, _ => []).Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);

    public void Count(string what) => counts.AddOrUpdate(what, 1, (_, times) => times + 1);

    public int CountOf(string what) => counts.GetValueOrDefault(what);

    public int TimesOf(string what) => times.TryGetValue(what, out var all) ? all.Count : 0;

    public double At(string what, double share)
    {
        var sorted = times.TryGetValue(what, out var all) ? all.Order().ToArray() : [];
        return sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
    }

    /// <summary>What went wrong, the most frequent first.</summary>
    public string Faults => string.Join("; ", counts.Where(one => one.Key.StartsWith('!')).OrderByDescending(one => one.Value).Take(5).Select(one => $"{one.Value} × {one.Key[1..]}"));
}

/// <summary>A panel of a page: fetched again when the stream says so, one fetch at a time, and on a slow timer (live.js).</summary>
internal sealed class Panel(Func<Task> fetch)
{
    private int state;

    /// <summary>Fetches, or once more after the fetch that goes on.</summary>
    public async Task RefreshAsync()
    {
        if (Interlocked.Increment(ref state) > 1)
        {
            return;
        }

        int seen;
        do
        {
            seen = Volatile.Read(ref state);
            await fetch();
        }
        while (Interlocked.CompareExchange(ref state, 0, seen) != seen);
    }

    public async Task KeepAsync(TimeSpan every, CancellationToken stop)
    {
        await Task.Delay(every * Random.Shared.NextDouble(), stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!stop.IsCancellationRequested)
        {
            await RefreshAsync();
            await Task.Delay(every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
