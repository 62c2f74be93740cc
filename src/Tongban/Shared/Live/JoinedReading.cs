using System.Collections.Concurrent;

namespace Tongban.Shared.Live;

/// <summary>
/// One reading for all who ask for the same while it goes on: a rush on one page is read once at a time, and who asks
/// alone reads the present. What is told is never older than one reading takes.
/// </summary>
public sealed class JoinedReading<TKey, T>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<T>>> going = new();

    /// <param name="key">What is read.</param>
    /// <param name="read">Reads it, in a scope of its own: others wait for it too.</param>
    public async Task<T> OfAsync(TKey key, Func<Task<T>> read)
    {
        var reading = going.GetOrAdd(key, _ => new Lazy<Task<T>>(read));
        try
        {
            return await reading.Value;
        }
        finally
        {
            going.TryRemove(KeyValuePair.Create(key, reading));
        }
    }
}
