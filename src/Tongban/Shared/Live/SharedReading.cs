using System.Collections.Concurrent;
using Tongban.Kernel;

namespace Tongban.Shared.Live;

/// <summary>
/// One reading of the database for all who ask for the same at nearly the same moment: at most a second old, and read
/// again as soon as something has changed there. What is long is kept a little in any case, so that a full hall that
/// moves all the time is not read for every move.
/// </summary>
/// <param name="feed">Tells what has changed.</param>
/// <param name="clock">The hall's clock.</param>
/// <param name="rows">How much there was to read.</param>
public sealed class SharedReading<TKey, T>(LiveFeed feed, HallClock clock, Func<T, int> rows)
    where TKey : notnull
{
    private const int Few = 50;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    // Half a second for two and a half thousand people, a second for a full hall; one that is not full is read for each move.
    private static readonly TimeSpan PerRow = TimeSpan.FromMilliseconds(0.2);

    private readonly ConcurrentDictionary<TKey, Kept> kept = new();

    /// <param name="key">What is read.</param>
    /// <param name="siteOrCentreId">Whose changes make it out of date.</param>
    /// <param name="read">Reads it, in a scope of its own.</param>
    public async Task<T> OfAsync(TKey key, Guid siteOrCentreId, Func<DateTime, Task<T>> read)
    {
        var (change, now) = (feed.ChangesOf(siteOrCentreId), clock.Now);
        var entry = kept.AddOrUpdate(key, _ => Begin(), (_, old) => IsGood(old, change, now) ? old : Begin());
        try
        {
            return await entry.Reading.Value;
        }
        catch
        {
            // A failed reading must not be handed to the next who asks.
            kept.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }

        Kept Begin() => new(change, now, new Lazy<Task<T>>(() => read(now)));
    }

    private bool IsGood(Kept old, long change, DateTime now)
    {
        var age = (now - old.At).Duration();
        return age < Fresh && (old.Change == change || age < Long(old.Reading));
    }

    private TimeSpan Long(Lazy<Task<T>> reading) =>
        reading is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? PerRow * Math.Max(0, rows(reading.Value.Result) - Few) : TimeSpan.Zero;

    private sealed record Kept(long Change, DateTime At, Lazy<Task<T>> Reading);
}
