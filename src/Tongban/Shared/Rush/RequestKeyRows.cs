using Microsoft.EntityFrameworkCore;
using Tongban.Shared.Writes;

namespace Tongban.Shared.Rush;

/// <summary>Writes the request keys of a batch by one statement.</summary>
public sealed class RequestKeyRows(TongbanDb db, NewRows rows)
{
    /// <exception cref="KeyTakenException">Another node has just kept an answer to one of them.</exception>
    internal async Task AddAsync(Guid centreId, IReadOnlyList<KeyRow> keys, DateTime at)
    {
        if (!db.Database.IsNpgsql())
        {
            // One writer at a time: what was not there when it was read is not there now.
            await rows.AddAsync(keys.Select(key => new RequestKey(centreId, key.Key, key.Fingerprint, key.Answer, at)));
        }
        else if (keys.Count > 0 && await InsertAsync(centreId, [.. keys.OrderBy(key => key.Key, StringComparer.Ordinal)], at) < keys.Count)
        {
            throw new KeyTakenException();
        }
    }

    // In one order in every node, so that two of them never wait for each other.
    private Task<int> InsertAsync(Guid centreId, IReadOnlyList<KeyRow> keys, DateTime at)
    {
        var (names, fingerprints, answers) = (keys.Select(key => key.Key).ToArray(), keys.Select(key => key.Fingerprint).ToArray(), keys.Select(key => key.Answer).ToArray());
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into request_key (centre_id, key, fingerprint, answer, at)
            select {centreId}, given.key, given.fingerprint, given.answer, {at}
            from unnest({names}, {fingerprints}, {answers}) as given (key, fingerprint, answer)
            on conflict do nothing
            """);
    }
}
