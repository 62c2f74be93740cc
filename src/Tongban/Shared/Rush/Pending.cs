using System.Diagnostics;

namespace Tongban.Shared.Rush;

/// <summary>A command in line, and whoever waits for its answer.</summary>
internal sealed class Pending<TCommand, TAnswer>(TCommand command, Asked asked, CancellationToken given)
    where TAnswer : class
{
    private readonly TaskCompletionSource<Outcome<TAnswer>> answer = new();
    private readonly long since = Stopwatch.GetTimestamp();

    public TCommand Command => command;

    public Asked Asked => asked;

    /// <summary>Its sender has left before its turn came.</summary>
    public bool IsGivenUp => given.IsCancellationRequested;

    public TimeSpan Waited => Stopwatch.GetElapsedTime(since);

    public Task<Outcome<TAnswer>> Answer => answer.Task;

    /// <summary>What waited goes on here and now: called in the pool, never in the line's own work.</summary>
    public void Tell(Outcome<TAnswer> outcome) => answer.TrySetResult(outcome);

    public void Fail(Exception failure) => ThreadPool.UnsafeQueueUserWorkItem(_ => answer.TrySetException(failure), null);

    public void GiveUp() => ThreadPool.UnsafeQueueUserWorkItem(_ => answer.TrySetCanceled(given), null);
}
