using Tongban.Kernel;

namespace Tongban.Shared.Rush;

/// <summary>
/// Commands that share a transaction and its commit, each done by the ordinary activity behind a savepoint: a refused one
/// leaves nothing behind and the others stand.
/// </summary>
public abstract class OneByOne<TCommand, TAnswer>(TongbanDb db) : IBatch<TCommand, TAnswer>
    where TAnswer : class
{
    private const string Before = "command";

    public async Task<IReadOnlyList<Outcome<TAnswer>>> RunAsync(IReadOnlyList<TCommand> commands, CancellationToken stop)
    {
        var outcomes = new List<Outcome<TAnswer>>(commands.Count);
        foreach (var command in commands)
        {
            outcomes.Add(await OneAsync(command, stop));
        }

        return outcomes;
    }

    /// <summary>A refusal that is thrown undoes what was written; one that is answered keeps it (an attempt that counts).</summary>
    protected abstract Task<Outcome<TAnswer>> DoAsync(TCommand command, CancellationToken stop);

    private async Task<Outcome<TAnswer>> OneAsync(TCommand command, CancellationToken stop)
    {
        var transaction = db.Open ?? throw new InvalidOperationException("A batch runs in the transaction of whoever calls it.");
        var mark = await transaction.MarkAsync(Before, stop);
        try
        {
            var outcome = await DoAsync(command, stop);
            await db.SaveChangesAsync(stop);
            return outcome;
        }
        catch (Refusal refusal)
        {
            await transaction.BackToAsync(mark);
            return refusal;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
