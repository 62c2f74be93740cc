using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tongban.Tests.Chaos;

/// <summary>
/// The network between a node and its database. Cut, it says nothing: bytes are neither lost nor delivered, and who
/// connects is not answered, as when a cable is pulled.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> ends = [];
    private readonly int target;
    private volatile TaskCompletionSource? cut;

    public Wire(int target)
    {
        this.target = target;
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public void Cut() => cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="forget">Connections of before are reset, as by a firewall that has forgotten them.</param>
    public void Mend(bool forget)
    {
        if (forget)
        {
            while (ends.TryTake(out var end))
            {
                Reset(end);
            }
        }

        Interlocked.Exchange(ref cut, null)?.SetResult();
    }

    public void Dispose()
    {
        listener.Dispose();
        Mend(forget: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = JoinAsync(await listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The end.
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        try
        {
            ends.Add(near);
            await PassAsync();
            var far = new TcpClient();
            ends.Add(far);
            await far.ConnectAsync(IPAddress.Loopback, target);
            near.NoDelay = far.NoDelay = true;
            await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            near.Dispose();
            far.Dispose();
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            near.Dispose();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            var buffer = new byte[32 * 1024];
            for (int read; (read = await from.GetStream().ReadAsync(buffer)) > 0;)
            {
                await PassAsync();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One end has gone; the other follows.
        }
    }

    private static void Reset(TcpClient end)
    {
        // Null once it has been disposed of.
        if (end.Client is { } socket)
        {
            socket.LingerState = new LingerOption(true, 0);
        }

        end.Dispose();
    }

    private Task PassAsync() => cut?.Task ?? Task.CompletedTask;
}
