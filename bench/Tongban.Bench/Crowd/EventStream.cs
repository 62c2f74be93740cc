using System.Net.Sockets;
using System.Text;

namespace Tongban.Bench.Crowd;

/// <summary>A stream of server-sent events on a connection of its own, opened again when it ends, as a browser does.</summary>
internal sealed class EventStream(Uri node, string path, string headers, Action<string, string> heard)
{
    private static int open;

    /// <summary>Streams that stand at this moment.</summary>
    public static int Open => Volatile.Read(ref open);

    public async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await OnceAsync(stop);
            }
            catch (Exception cut) when (cut is SocketException or OperationCanceledException)
            {
                await Task.Delay(500, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task OnceAsync(CancellationToken stop)
    {
        using var socket = await Wire.OpenAsync(node, stop);
        await socket.SendAsync(Wire.Get(path, $"{headers}Accept: text/event-stream\r\n"), stop);
        Interlocked.Increment(ref open);
        try
        {
            await ReadAsync(socket, stop);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private async Task ReadAsync(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[4096];
        var kind = "";
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
            length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
            int line;
            while ((line = Array.IndexOf(buffer, (byte)'\n', 0, length)) >= 0)
            {
                kind = Take(Encoding.UTF8.GetString(buffer, 0, line).TrimEnd('\r'), kind);
                length -= line + 1;
                buffer.AsSpan(line + 1, length).CopyTo(buffer);
            }
        }
    }

    // What is neither is the length of a chunk, a header or the end of an event.
    private string Take(string line, string kind)
    {
        if (line.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && line[9] != '2')
        {
            throw new InvalidOperationException($"{path}: {line}");
        }

        if (line.StartsWith("data:", StringComparison.Ordinal))
        {
            heard(kind, line[5..].Trim());
        }

        return line.StartsWith("event:", StringComparison.Ordinal) ? line[6..].Trim() : kind;
    }
}
