using Microsoft.EntityFrameworkCore.Storage;

namespace Tongban.Shared.Data;

/// <summary>A transaction that holds the write gate while it is open. Not committed is rolled back.</summary>
public sealed class GatedTransaction(TongbanDb db, IDbContextTransaction transaction, IDisposable? place) : IAsyncDisposable
{
    private readonly List<Action> afterCommit = [];
    private readonly Dictionary<object, Func<Task>> beforeCommit = [];

    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        foreach (var act in beforeCommit.Values)
        {
            await act();
        }

        await transaction.CommitAsync(cancellationToken);
        afterCommit.ForEach(act => act());
    }

    /// <summary>A place to come back to without giving up the whole.</summary>
    public async Task<Mark> MarkAsync(string name, CancellationToken stop)
    {
        await transaction.CreateSavepointAsync(name, stop);
        return new Mark(name, afterCommit.Count);
    }

    /// <summary>Undoes what was written since, and what was to be told of it.</summary>
    public async Task BackToAsync(Mark mark)
    {
        await transaction.RollbackToSavepointAsync(mark.Name, CancellationToken.None);
        afterCommit.RemoveRange(mark.Told, afterCommit.Count - mark.Told);
    }

    public Task RollbackAsync() => transaction.RollbackAsync(CancellationToken.None);

    /// <summary>What a change leads to within the same transaction, done once at its end however often it was asked for.</summary>
    public void BeforeCommit(object once, Func<Task> act) => beforeCommit.TryAdd(once, act);

    /// <summary>What may only be told once it is true: live screens, for example.</summary>
    public void AfterCommit(Action act) => afterCommit.Add(act);

    public async ValueTask DisposeAsync()
    {
        db.Ended(this);
        await transaction.DisposeAsync();
        place?.Dispose();
    }
}

/// <summary>A savepoint, and how much there was to tell when it was made.</summary>
public readonly record struct Mark(string Name, int Told);

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
