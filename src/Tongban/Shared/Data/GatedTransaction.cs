using Microsoft.EntityFrameworkCore.Storage;

namespace Tongban.Shared.Data;

/// <summary>A transaction that holds the write gate while it is open. Not committed is rolled back.</summary>
public sealed class GatedTransaction(TongbanDb db, IDbContextTransaction transaction, IDisposable? place) : IAsyncDisposable
{
    private readonly List<Action> afterCommit = [];

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await transaction.CommitAsync(cancellationToken);
        afterCommit.ForEach(act => act());
    }

    public Task RollbackAsync() => transaction.RollbackAsync(CancellationToken.None);

    /// <summary>What may only be told once it is true: live screens, for example.</summary>
    public void AfterCommit(Action act) => afterCommit.Add(act);

    public async ValueTask DisposeAsync()
    {
        db.Ended(this);
        await transaction.DisposeAsync();
        place?.Dispose();
    }
}

public static class Transactions
{
    /// <summary>Begins a transaction; on SQLite it waits its turn and begins as a writer at once.</summary>
    public static async Task<GatedTransaction> BeginAsync(this TongbanDb db, CancellationToken cancellationToken = default)
    {
        var place = await db.Gate.EnterAsync(cancellationToken);
        try
        {
            return db.Began(new GatedTransaction(db, await db.Database.BeginTransactionAsync(cancellationToken), place));
        }
        catch
        {
            place?.Dispose();
            throw;
        }
    }
}
