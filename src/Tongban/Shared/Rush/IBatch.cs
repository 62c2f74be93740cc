namespace Tongban.Shared.Rush;

/// <summary>
/// What a kind of command does, for as many as have arrived, inside the transaction of the caller. The rows it needs are
/// locked once and in one order, the same rules decide as for a single one, the writes are set-based.
/// </summary>
public interface IBatch<in TCommand, TAnswer>
    where TAnswer : class
{
    /// <summary>As many outcomes as commands, in their order; who came first is served first.</summary>
    /// <remarks>An exception means that nothing of the batch may be kept: its commands are then tried one by one.</remarks>
    Task<IReadOnlyList<Outcome<TAnswer>>> RunAsync(IReadOnlyList<TCommand> commands, CancellationToken stop);
}
