namespace Tongban.Browser.Tests.Harness;

/// <summary>A server beside the one that most tests share, for those who change what others would stumble over.</summary>
/// <param name="at">The hall's time at the start.</param>
public abstract class OwnServer(string at = TongbanServer.UsualTime) : IAsyncLifetime
{
    public TongbanServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await TongbanServer.StartAsync(at);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
    }
}
