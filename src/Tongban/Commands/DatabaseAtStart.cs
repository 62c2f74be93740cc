using Tongban.Shared.Data;

namespace Tongban.Commands;

/// <summary>
/// A server that starts beside its database, as after a power cut, waits a minute for it instead of failing. What does not
/// pass by waiting, a wrong password or a foreign key file, is told at once.
/// </summary>
internal static class DatabaseAtStart
{
    /// <summary>One second between two tries, and sixty of them.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const int Most = 60;

    /// <param name="work">Done again from its beginning when the database was away.</param>
    /// <param name="say">Takes the sentence for the operator, once.</param>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="stop">Ends the waiting.</param>
    public static async Task ReachAsync(Func<Task> work, Func<string, Task> say, TimeProvider clock, CancellationToken stop)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                await work();
                return;
            }
            catch (Exception failure) when (tried < Most && !stop.IsCancellationRequested && DatabaseTrouble.IsAway(failure))
            {
                if (tried == 1)
                {
                    await say($"The database does not answer yet ({failure.GetBaseException().Message}); it is asked again for a minute.");
                }

                await Task.Delay(Pause, clock, stop);
            }
        }
    }
}
