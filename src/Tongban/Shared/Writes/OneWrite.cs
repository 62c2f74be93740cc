using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Shared.Writes;

/// <summary>
/// One write of a person, device or partner: a transaction in which the request's key, the change and its facts
/// stand or fall together.
/// </summary>
public sealed class OneWrite(TongbanDb db, HallClock clock)
{
    public GatedTransaction? Transaction { get; private set; }

    /// <summary>Begins. A non-null answer is that of the same request, done before.</summary>
    public async Task<string?> BeginAsync(string? key, string fingerprint, CancellationToken cancellationToken)
    {
        Transaction = await db.BeginAsync(cancellationToken);
        if (key is null || await InsertAsync(key, fingerprint, cancellationToken))
        {
            return null;
        }

        var earlier = await db.Set<RequestKey>().AsNoTracking().SingleAsync(k => k.Key == key, cancellationToken);
        Refusal.Unless(earlier.Fingerprint == fingerprint, "request.key-reused");
        return earlier.Answer;
    }

    /// <summary>Keeps the answer and commits.</summary>
    public async Task CommitAsync(string? key, string answer, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            var row = await db.Set<RequestKey>().SingleAsync(k => k.Key == key, cancellationToken);
            row.Answered(answer);
            await db.SaveChangesAsync(cancellationToken);
        }

        await Transaction!.CommitAsync(cancellationToken);
    }

    /// <summary>Undoes everything, the tracked changes too.</summary>
    public async Task UndoAsync()
    {
        if (Transaction is { } open)
        {
            await open.DisposeAsync();
            Transaction = null;
        }

        db.ChangeTracker.Clear();
    }

    public async ValueTask EndAsync()
    {
        if (Transaction is { } open)
        {
            await open.DisposeAsync();
        }
    }

    public static string Fingerprint(params ReadOnlySpan<string?> parts)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)), hash);
        return Convert.ToHexStringLower(hash);
    }

    // A second request with the key waits here until the first has committed or been undone.
    private async Task<bool> InsertAsync(string key, string fingerprint, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into request_key (centre_id, key, fingerprint, answer, at)
            values ({db.CentreId}, {key}, {fingerprint}, '', {clock.Now})
            on conflict do nothing
            """,
            cancellationToken) == 1;
}
