using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongban.Bench.Crowd;

/// <summary>An answer that was read to its end.</summary>
internal sealed record Answer(int Status, string? ETag, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public bool Has(ReadOnlySpan<byte> text) => Body.AsSpan().IndexOf(text) >= 0;
}

/// <summary>One connection of a phone or desk, kept open; opened again when the server has let it go. Costs next to nothing at rest.</summary>
internal sealed class Wire(Uri node) : IDisposable
{
    private Socket? socket;

    public static byte[] Get(string path, string headers, string? tag = null) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}{(tag is null ? "" : $"If-None-Match: {tag}\r\n")}\r\n");

    public static byte[] Post(string path, string headers, string type, string body) =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\n{headers}Content-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    public static async Task<Socket> OpenAsync(Uri node, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.Port), stop);
        return socket;
    }

    public async Task<Answer> AskAsync(byte[] request, CancellationToken stop)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                socket ??= await OpenAsync(node, stop);
                await socket.SendAsync(request, stop);
                return await ReadAsync(socket, stop);
            }
            catch (SocketException) when (attempt == 0)
            {
                Dispose();
            }
            catch (OperationCanceledException)
            {
                // Its answer may still come: nobody may take it for that of the next request.
                Dispose();
                throw;
            }
        }
    }

    public void Dispose()
    {
        socket?.Dispose();
        socket = null;
    }

    private static async Task<Answer> ReadAsync(Socket socket, CancellationToken stop)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(8 * 1024);
        try
        {
            for (var length = 0; ;)
            {
                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }

                var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
                if (WholeIn(buffer.AsSpan(0, length)) is { } answer)
                {
                    return answer;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Answer? WholeIn(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = Encoding.ASCII.GetString(bytes[..end]);
        var rest = bytes[(end + 4)..];
        var isChunked = head.Contains("Transfer-Encoding: chunked", StringComparison.Ordinal);
        var length = HeaderIn(head, "Content-Length: ") is { } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
        return isChunked ? rest.EndsWith("0\r\n\r\n"u8) ? Made(head, Joined(rest)) : null
            : rest.Length >= length ? Made(head, rest[..length].ToArray()) : null;
    }

    private static Answer Made(string head, byte[] body) => new(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), HeaderIn(head, "ETag: "), body);

    private static string? HeaderIn(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}", StringComparison.Ordinal);
        return at < 0 ? null : head[(at + 2 + name.Length)..].Split("\r\n", 2)[0];
    }

    private static byte[] Joined(ReadOnlySpan<byte> chunks)
    {
        var body = new List<byte>(chunks.Length);
        while (chunks.IndexOf("\r\n"u8) is var line and > 0 && int.Parse(Encoding.ASCII.GetString(chunks[..line]), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var size and > 0)
        {
            body.AddRange(chunks.Slice(line + 2, size));
            chunks = chunks[(line + 2 + size + 2)..];
        }

        return [.. body];
    }
}
