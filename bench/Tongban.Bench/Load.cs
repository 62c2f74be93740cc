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
/// Requests over plain HTTP/1.1 connections that are kept open, as few instructions a request as C# allows: the generator
/// shares the machine with what it measures. One thread asks the system which connections have an answer and sends each its
/// next request, so that no answer waits in a thread pool before its time is taken.
/// </summary>
internal sealed class Load(IReadOnlyList<Uri> nodes, int connections, Func<int, byte[]> request)
{
    // Ends by itself, whatever the server does: then no request is sent any more, and a little later none is waited for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(20);

    /// <summary>So many requests, or as many as fit into a time; each connection sends its next when it has the answer to the last.</summary>
    public Task<Result> RunAsync(int requests, TimeSpan? within = null) =>
        Task.Factory.StartNew(() => Run(requests, within ?? Longest), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Result Run(int requests, TimeSpan time)
    {
        var all = Enumerable.Range(0, connections).Select(n => new Connection(nodes[n % nodes.Count])).ToList();
        var by = all.ToDictionary(connection => connection.Socket);
        var busy = new List<Connection>(all.Count);
        var ready = new List<Socket>(all.Count);
        var next = 0;
        var began = Stopwatch.GetTimestamp();
        foreach (var connection in all)
        {
            Ask(connection);
        }

        while (busy.Count > 0 && Stopwatch.GetElapsedTime(began) < time + LastAnswer)
        {
            ready.Clear();
            busy.ForEach(connection => ready.Add(connection.Socket));
            Socket.Select(ready, null, null, TimeSpan.FromSeconds(1));
            foreach (var connection in ready.Select(socket => by[socket]).Where(connection => connection.HasAnswer()))
            {
                busy.Remove(connection);
                Ask(connection);
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        busy.ForEach(connection => connection.Break());
        all.ForEach(connection => connection.Dispose());
        var latencies = all.SelectMany(connection => connection.Latencies).ToArray();
        Array.Sort(latencies);
        return new(elapsed, all.SelectMany(connection => connection.Statuses).GroupBy(status => status).ToDictionary(status => status.Key, status => status.Count()), latencies, [.. all.SelectMany(connection => connection.Created)]);

        void Ask(Connection connection)
        {
            if (!connection.IsBroken && next < requests && Stopwatch.GetElapsedTime(began) < time && connection.Ask(next, request(next++)))
            {
                busy.Add(connection);
            }
        }
    }

    private sealed class Connection : IDisposable
    {
        private readonly byte[] buffer = new byte[64 * 1024];
        private int asked;
        private int length;
        private long began;

        public Connection(Uri node)
        {
            Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            Socket.Connect(new IPEndPoint(IPAddress.Loopback, node.Port));
            Socket.Blocking = false;
        }

        public Socket Socket { get; }

        public bool IsBroken { get; private set; }

        public List<double> Latencies { get; } = [];

        public List<int> Statuses { get; } = [];

        public List<int> Created { get; } = [];

        /// <summary>False when the connection has broken.</summary>
        public bool Ask(int n, byte[] request)
        {
            (asked, length, began) = (n, 0, Stopwatch.GetTimestamp());
            // A request fits into the socket's buffer, which is empty: the one before has been answered.
            return Socket.Send(request, SocketFlags.None, out _) == request.Length || Break();
        }

        /// <summary>Reads what has come: whether that ends the request, answered or broken.</summary>
        public bool HasAnswer()
        {
            var read = Socket.Receive(buffer.AsSpan(length), SocketFlags.None, out var error);
            if (read <= 0)
            {
                return error != SocketError.WouldBlock && !Break();
            }

            length += read;
            if (!IsWhole(buffer.AsSpan(0, length)))
            {
                return false;
            }

            Latencies.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Note(((buffer[9] - '0') * 100) + ((buffer[10] - '0') * 10) + buffer[11] - '0');
            return true;
        }

        /// <summary>Says that it is broken, and false.</summary>
        public bool Break()
        {
            Statuses.Add(0);
            IsBroken = true;
            return false;
        }

        public void Dispose() => Socket.Dispose();

        private void Note(int status)
        {
            Statuses.Add(status);
            if (status == 201)
            {
                Created.Add(asked);
            }
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
