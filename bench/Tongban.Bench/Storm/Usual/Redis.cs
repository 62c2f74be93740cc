using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongban.Bench.Storm.Usual;

/// <summary>As much of Redis's protocol as one script needs; answers are numbers or <c>+OK</c>.</summary>
internal sealed class RedisConnection : IDisposable
{
    private readonly Socket socket;
    private readonly byte[] buffer = new byte[4096];

    private RedisConnection(Socket socket) => this.socket = socket;

    public static async Task<RedisConnection> OpenAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        return new(socket);
    }

    public async Task<long> AskAsync(params string[] words)
    {
        var asked = new StringBuilder().Append(CultureInfo.InvariantCulture, $"*{words.Length}\r\n");
        foreach (var word in words)
        {
            asked.Append(CultureInfo.InvariantCulture, $"${word.Length}\r\n{word}\r\n");
        }

        await socket.SendAsync(Encoding.ASCII.GetBytes(asked.ToString()));
        var length = 0;
        while (length < 2 || buffer[length - 1] != '\n')
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
        }

        var line = Encoding.ASCII.GetString(buffer, 0, length).Trim();
        return line[0] switch
        {
            ':' => long.Parse(line[1..], CultureInfo.InvariantCulture),
            '+' => 1,
            _ => throw new InvalidOperationException(line),
        };
    }

    public void Dispose() => socket.Dispose();
}

/// <summary>Connections for all who ask; Redis itself does one after the other.</summary>
internal sealed class RedisPool(int port) : IAsyncDisposable
{
    // 1: a place, or the same as before; 0: full.
    private const string Script =
        "if redis.call('EXISTS', KEYS[2]) == 1 then return 1 end; if tonumber(redis.call('GET', KEYS[1])) <= 0 then return 0 end; redis.call('DECR', KEYS[1]); redis.call('SET', KEYS[2], ARGV[1]); return 1";

    private readonly ConcurrentBag<RedisConnection> free = [];

    public async Task<int> BookAsync(Guid slot, string key)
    {
        var connection = free.TryTake(out var one) ? one : await RedisConnection.OpenAsync(port);
        var given = await connection.AskAsync("EVAL", Script, "2", $"left:{slot}", $"key:{key}", $"{slot}");
        free.Add(connection);
        return given == 1 ? StatusCodes.Status201Created : StatusCodes.Status422UnprocessableEntity;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var connection in free)
        {
            connection.Dispose();
        }

        return ValueTask.CompletedTask;
    }
}
