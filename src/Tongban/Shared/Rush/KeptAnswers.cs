using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Writes;

namespace Tongban.Shared.Rush;

/// <summary>
/// The request keys of a batch, read at once and written at once: the same key, person and content get the same answer,
/// the same key otherwise is refused (<c>request.key-reused</c>).
/// </summary>
public sealed class KeptAnswers(TongbanDb db, HallClock clock, RequestKeyRows rows)
{
    /// <summary>Those that are new, those that were answered before, and those that came twice in this very batch.</summary>
    internal async Task<Sorted<TCommand, TAnswer>> SortAsync<TCommand, TAnswer>(IReadOnlyList<Pending<TCommand, TAnswer>> batch)
        where TAnswer : class
    {
        var keys = batch.Select(pending => pending.Asked.Key).OfType<string>().Distinct().ToList();
        var known = keys.Count == 0 ? [] : await db.Set<RequestKey>().AsNoTracking().Where(key => EF.Parameter(keys).Contains(key.Key)).ToDictionaryAsync(key => key.Key);
        var sorted = new Sorted<TCommand, TAnswer>();
        var first = new Dictionary<string, Pending<TCommand, TAnswer>>();
        foreach (var pending in batch)
        {
            if (pending.Asked.Key is not { } key)
            {
                sorted.New.Add(pending);
            }
            else if (known.TryGetValue(key, out var earlier))
            {
                sorted.Earlier.Add((pending, Same(earlier.Fingerprint, pending) ? Again<TAnswer>(earlier) : new Refusal("request.key-reused")));
            }
            else if (first.TryAdd(key, pending))
            {
                sorted.New.Add(pending);
            }
            else if (Same(first[key].Asked.Fingerprint, pending))
            {
                sorted.Same.Add((pending, first[key]));
            }
            else
            {
                sorted.Earlier.Add((pending, new Refusal("request.key-reused")));
            }
        }

        return sorted;
    }

    /// <summary>Keeps the answers with what was done.</summary>
    internal Task KeepAsync<TAnswer>(IEnumerable<(Asked Asked, TAnswer Answer)> done) => rows.AddAsync(
        db.CentreId,
        [.. done.Where(one => one.Asked.Key is not null).Select(one => new KeyRow(one.Asked.Key!, one.Asked.Fingerprint, JsonSerializer.Serialize(one.Answer, JsonSerializerOptions.Web)))],
        clock.Now);

    /// <summary>Whether this very request was answered before.</summary>
    internal Task<bool> KnowAsync(Asked asked, CancellationToken stop) =>
        db.Set<RequestKey>().AnyAsync(key => key.Key == asked.Key && key.Fingerprint == asked.Fingerprint, stop);

    private static Outcome<TAnswer> Again<TAnswer>(RequestKey earlier)
        where TAnswer : class => new(JsonSerializer.Deserialize<TAnswer>(earlier.Answer, JsonSerializerOptions.Web), null, IsRepeated: true);

    private static bool Same<TCommand, TAnswer>(string fingerprint, Pending<TCommand, TAnswer> pending)
        where TAnswer : class => fingerprint == pending.Asked.Fingerprint;
}

/// <summary>A batch by what its request keys say.</summary>
internal sealed class Sorted<TCommand, TAnswer>
    where TAnswer : class
{
    public List<Pending<TCommand, TAnswer>> New { get; } = [];

    public List<(Pending<TCommand, TAnswer> Pending, Outcome<TAnswer> Outcome)> Earlier { get; } = [];

    public List<(Pending<TCommand, TAnswer> Pending, Pending<TCommand, TAnswer> As)> Same { get; } = [];
}

internal sealed record KeyRow(string Key, string Fingerprint, string Answer);

/// <summary>Another node keeps an answer to one of these keys at this moment: everything is looked at again.</summary>
internal sealed class KeyTakenException() : Exception("A request key was taken meanwhile.");

/// <summary>Another node has just written what this batch was about to: everything is looked at again.</summary>
internal sealed class TakenMeanwhileException(Exception by) : Exception("A row of a batch was written meanwhile.", by);
