using System.Diagnostics;
using Tongban.Shared.Data;

namespace Tongban.Shared.Rush;

/// <summary>Runs what was taken from a line: together, and one by one where together failed.</summary>
internal sealed class BatchRunner<TCommand, TAnswer>(IServiceScopeFactory scopes, RushMeter meter, ILogger log)
    where TAnswer : class
{
    private const int Tries = 5;
    private const int ToldAtATime = 16;

    private static readonly string Kind = typeof(TCommand).Name;

    public async Task RunAsync(IReadOnlyList<Pending<TCommand, TAnswer>> batch)
    {
        meter.Begun(Kind, batch.Count, batch[0].Waited);
        try
        {
            await WithRetriesAsync(batch);
        }
        catch (Exception failure) when (batch.Count > 1 && !DatabaseTrouble.IsAway(failure))
        {
            // One of them cannot be done at all. Alone, it spoils only its own answer.
            log.LogWarning(failure, "A batch of {Count} {Kind} failed; its commands are tried one by one", batch.Count, Kind);
            foreach (var pending in batch)
            {
                await RunAsync([pending]);
            }
        }
        catch (Exception failure)
        {
            foreach (var pending in batch)
            {
                pending.Fail(failure);
            }
        }
    }

    // A conflict with another node's transaction (deadlock, the same key) is settled by doing it again, and never shown.
    private async Task WithRetriesAsync(IReadOnlyList<Pending<TCommand, TAnswer>> batch)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OnceAsync(batch);
                return;
            }
            catch (Exception conflict) when (attempt < Tries && DatabaseTrouble.IsConflict(conflict))
            {
                meter.Retried(Kind);
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt * Random.Shared.Next(1, 4)));
            }
        }
    }

    private async Task OnceAsync(IReadOnlyList<Pending<TCommand, TAnswer>> batch)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCentre>().Id = batch[0].Asked.Centre;
        var began = Stopwatch.GetTimestamp();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<TongbanDb>().BeginAsync();
        var told = await DecideAsync(scope.ServiceProvider, batch);
        var statements = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        await transaction.CommitAsync();
        meter.Done(Kind, statements, Stopwatch.GetElapsedTime(began), told.Count(one => one.Outcome.Refused is not null));
        Tell(told);
    }

    // In the pool's common line, where who came first is served first: in this thread's own they would wait until it has
    // done the next batch, and be answered from the last to the first.
    private static void Tell(List<(Pending<TCommand, TAnswer> Pending, Outcome<TAnswer> Outcome)> told)
    {
        foreach (var some in told.Chunk(ToldAtATime))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static those => Array.ForEach(those, one => one.Pending.Tell(one.Outcome)), some, preferLocal: false);
        }
    }

    private static async Task<List<(Pending<TCommand, TAnswer> Pending, Outcome<TAnswer> Outcome)>> DecideAsync(
        IServiceProvider services, IReadOnlyList<Pending<TCommand, TAnswer>> batch)
    {
        var keys = services.GetRequiredService<KeptAnswers>();
        var sorted = await keys.SortAsync(batch);
        var outcomes = await services.GetRequiredService<IBatch<TCommand, TAnswer>>().RunAsync([.. sorted.New.Select(pending => pending.Command)], CancellationToken.None);
        var told = sorted.New.Zip(outcomes).ToList();
        await keys.KeepAsync(told.Where(one => one.Second.Refused is null).Select(one => (one.First.Asked, one.Second.Answer!)));
        return [.. told, .. sorted.Earlier, .. sorted.Same.Select(same => (same.Pending, told.Single(one => one.First == same.As).Second with { IsRepeated = true }))];
    }
}
