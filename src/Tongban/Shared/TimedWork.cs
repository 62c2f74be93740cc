namespace Tongban.Shared;

/// <summary>Work that is done again and again in a scope of its own. A round that fails is logged and the next one tries again.</summary>
public abstract class TimedWork(IServiceScopeFactory scopes, ILogger log, TimeSpan every) : BackgroundService
{
    protected abstract Task RunAsync(IServiceProvider services, CancellationToken stop);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RoundAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, stop);
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            log.LogError(failure, "{Work} failed; it is tried again in {Seconds} s", GetType().Name, every.TotalSeconds);
        }
    }
}
