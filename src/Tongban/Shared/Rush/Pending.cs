using System.Diagnostics;

namespace Tongban.Shared.Rush;

/// <summary>A command in line, and whoever waits for its answer.</summary>
internal sealed class Pending<TCommand, TAnswer>(TCommand command, Asked asked, CancellationToken given)
    where TAnswer : class
{
    private readonly TaskCompletionSource<Outcome<TAnswer>> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long since = Stopwatch.GetTimestamp();

    public TCommand Command => command;

    public Asked Asked => asked;

    /// <summary>Its sender has left before its turn came.</summary>
    public bool IsGivenUp => given.IsCancellationRequested;

    public TimeSpan Waited => Stopwatch.GetElapsedTime(since);

    public Task<Outcome<TAnswer>> Answer => answer.Task;

    public void Tell(Outcome<TAnswer> outcome) => answer.TrySetResult(outcome);

    public void Fail(Exception failure) => answer.TrySetException(failure);

    public void GiveUp() => answer.TrySetCanceled(given);
}
