using System.Net;
using System.Net.Sockets;

namespace Tongban.Browser.Tests.Harness;

/// <summary>A network cable to the server that can be pulled: the browser's own offline mode leaves open streams alone.</summary>
public sealed class Cable : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ending = new();
    private readonly List<TcpClient> open = [];
    private readonly Task accepting;
    private readonly int port;
    private bool isPulled;

    public Cable(TongbanServer server)
    {
        port = server.Url.Port;
        listener.Start();
        Url = new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Url { get; }

    /// <summary>Everything that is open breaks, and nothing new gets through.</summary>
    public void Pull()
    {
        lock (open)
        {
            isPulled = true;
            open.ForEach(client => client.Dispose());
            open.Clear();
        }
    }

    public void PlugIn()
    {
        lock (open)
        {
            isPulled = false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        Pull();
        await accepting;
        ending.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                _ = CarryAsync(await listener.AcceptTcpClientAsync(ending.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var server = new TcpClient();
        if (!Keep(browser, server))
        {
            browser.Dispose();
            return;
        }

        try
        {
            await server.ConnectAsync("localhost", port, ending.Token);
            await Task.WhenAny(browser.GetStream().CopyToAsync(server.GetStream(), ending.Token), server.GetStream().CopyToAsync(browser.GetStream(), ending.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // Pulled, or one side has gone.
        }

        browser.Dispose();
    }

    private bool Keep(params TcpClient[] clients)
    {
        lock (open)
        {
            if (!isPulled)
            {
                open.AddRange(clients);
            }

            return !isPulled;
        }
    }
}
