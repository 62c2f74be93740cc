namespace Tongban.Tests.Chaos;

/// <summary>The one cluster of all chaos tests, each with databases of its own. It starts when the first asks for it.</summary>
public sealed class SharedCluster : IAsyncDisposable
{
    private readonly Lazy<Task<Cluster>> cluster = new(Cluster.StartAsync);

    internal async Task<Cluster> StartedAsync() => await (await cluster.Value).AliveAsync();

    public async ValueTask DisposeAsync()
    {
        if (cluster.IsValueCreated && cluster.Value.IsCompletedSuccessfully)
        {
            await (await cluster.Value).DisposeAsync();
        }
    }
}
