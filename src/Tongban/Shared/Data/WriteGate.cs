namespace Tongban.Shared.Data;

/// <summary>
/// The one place through which all writes pass on SQLite, first in, first out: a small write beside a busy one
/// waits its turn instead of polling a lock. On PostgreSQL it is open.
/// </summary>
public sealed class WriteGate(bool single)
{
    /// <summary>Ten times as long as a small transaction takes.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(100);

    private readonly Queue<TaskCompletionSource> waiting = new();
    private readonly Lock guard = new();
    private bool taken;

    /// <summary>Waits for the place; disposing gives it to the next in line.</summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken = default)
    {
        if (!single)
        {
            return null;
        }

        await Turn(cancellationToken);
        return new Place(this);
    }

    /// <summary>
    /// Between two transactions of work that nobody waits for: rests while others write. Who comes again at once has every
    /// second turn, and a rush takes as long again.
    /// </summary>
    public Task StepBackAsync(CancellationToken stop)
    {
        lock (guard)
        {
            return taken ? Task.Delay(Rest, stop) : Task.CompletedTask;
        }
    }

    private Task Turn(CancellationToken cancellationToken)
    {
        lock (guard)
        {
            if (!taken)
            {
                taken = true;
                return Task.CompletedTask;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(turn);
            var registration = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
            return WaitAsync(turn, registration);
        }
    }

    private static async Task WaitAsync(TaskCompletionSource turn, CancellationTokenRegistration registration)
    {
        await using (registration)
        {
            await turn.Task;
        }
    }

    // Those who gave up waiting are passed over.
    private void Leave()
    {
        lock (guard)
        {
            while (waiting.TryDequeue(out var next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            taken = false;
        }
    }

    private sealed class Place(WriteGate gate) : IDisposable
    {
        private WriteGate? held = gate;

        public void Dispose() => Interlocked.Exchange(ref held, null)?.Leave();
    }
}
