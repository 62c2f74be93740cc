using Tongban.Kernel;

namespace Tongban.Shared.Rush;

/// <summary>
/// Tells others of facts in the transaction in which they are written. What is saved by EF is told by an interceptor; rows that
/// go past the change tracker are told through this, by the same rules.
/// </summary>
public interface ITellsOfFacts
{
    /// <param name="db">In whose transaction.</param>
    /// <param name="rows">How rows are added there.</param>
    /// <param name="facts">What happened.</param>
    /// <param name="moved">To what; it is not tracked.</param>
    /// <param name="stop">Stops it.</param>
    Task TellAsync(TongbanDb db, NewRows rows, IReadOnlyList<Fact> facts, IReadOnlyCollection<Entity> moved, CancellationToken stop);
}
