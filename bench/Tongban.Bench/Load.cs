using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tongban.Bench;

/// <summary>What a number of connections got from a server.</summary>
/// <param name="Elapsed">From the first request to the last answer.</param>
/// <param name="Statuses">Answers by status; 0 is a connection that broke.</param>
/// <param name="Latencies">Of every answer, sorted, in milliseconds.</param>
/// <param name="Created">Which requests were answered with 201.</param>
internal sealed record Result(TimeSpan Elapsed, IReadOnlyDictionary<int, int> Statuses, double[] Latencies, IReadOnlyList<int> Created)
{
    public double PerSecond => Latencies.Length / Elapsed.TotalSeconds;

    public double At(double share) => Latencies.Length == 0 ? double.NaN : Latencies[(int)Math.Min(Latencies.Length - 1, share * Latencies.Length)];

    public int Of(int status) => Statuses.GetValueOrDefault(status);
}

/// <summary>
/// Requests over plain HTTP/1.1 connections that are kept open, as few instructions a request as C# allows: the
/// generator shares the machine with what it measures.
/// </summary>
internal sealed class Load(IReadOnlyList<Uri> nodes, int connections, Func<int, byte[]> request)
{
    // Ends by itself, whatever the server does: then no request is sent any more, and a little later none is waited for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(20);

    /// <summary>So many requests, or as many as fit into a time; each connection sends its next when it has the answer to the last.</summary>
    public async Task<Result> RunAsync(int requests, TimeSpan? within = null)
    {
        var time = within ?? Longest;
        using var ending = new CancellationTokenSource(time + LastAnswer);
        var open = await Task.WhenAll(Enumerable.Range(0, connections).Select(n => Connection.OpenAsync(nodes[n % nodes.Count])));
        var next = -1;
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(open.Select(connection => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < requests && Stopwatch.GetElapsedTime(began) < time && await connection.AskAsync(n, request(n), ending.Token))
            {
            }
        })));
        var elapsed = Stopwatch.GetElapsedTime(began);
        foreach (var connection in open)
        {
            connection.Dispose();
        }

        var latencies = open.SelectMany(connection => connection.Latencies).ToArray();
        Array.Sort(latencies);
        return new(elapsed, open.SelectMany(connection => connection.Statuses).GroupBy(status => status).ToDictionary(status => status.Key, status => status.Count()), latencies, [.. open.SelectMany(connection => connection.Created)]);
    }

    private sealed class Connection(Socket socket) : IDisposable
    {
        private readonly byte[] buffer = new byte[64 * 1024];

        public List<double> Latencies { get; } = [];

        public List<int> Statuses { get; } = [];

        public List<int> Created { get; } = [];

        public static async Task<Connection> OpenAsync(Uri node)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, node.Port));
            return new Connection(socket);
        }

        /// <summary>False when the connection has broken.</summary>
        public async Task<bool> AskAsync(int n, byte[] request, CancellationToken stop)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                await socket.SendAsync(request, stop);
                var status = await ReadAsync(stop);
                Statuses.Add(status);
                if (status == 201)
                {
                    Created.Add(n);
                }

                Latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                return true;
            }
            catch (Exception broken) when (broken is SocketException or OperationCanceledException)
            {
                Statuses.Add(0);
                return false;
            }
        }

        public void Dispose() => socket.Dispose();

        private async Task<int> ReadAsync(CancellationToken stop)
        {
            var length = 0;
            while (!IsWhole(buffer.AsSpan(0, length)))
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), stop);
                length += read > 0 ? read : throw new SocketException((int)SocketError.ConnectionReset);
            }

            return ((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + buffer[11] - '0';
        }

        private static bool IsWhole(ReadOnlySpan<byte> answer)
        {
            var end = answer.IndexOf("\r\n\r\n"u8);
            if (end < 0)
            {
                return false;
            }

            var head = answer[..end];
            var at = head.IndexOf("Content-Length: "u8);
            return at >= 0 ? answer.Length >= end + 4 + Number(head[(at + 16)..])
                : head.IndexOf("Transfer-Encoding: chunked"u8) < 0 || answer.EndsWith("0\r\n\r\n"u8);
        }

        private static int Number(ReadOnlySpan<byte> digits)
        {
            var number = 0;
            for (var n = 0; n < digits.Length && digits[n] is >= (byte)'0' and <= (byte)'9'; n++)
            {
                number = (number * 10) + digits[n] - '0';
            }

            return number;
        }
    }
}

/// <summary>Requests as bytes.</summary>
internal static class Request
{
    public static byte[] Post(string path, string json, string? key = null) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{(key is null ? "" : $"Idempotency-Key: {key}\r\n")}Content-Length: {json.Length}\r\n\r\n{json}");

    public static byte[] Get(string path, string? cookies = null) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(cookies is null ? "" : $"Cookie: {cookies}\r\n")}\r\n");
}
