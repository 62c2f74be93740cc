using System.Diagnostics;
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
    private const int MostWritten = 50_000;

    // Ends by itself, whatever the server does: then no request is sent any more, and a little later none is waited for.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(20);

    /// <summary>So many requests, or as many as fit into a time; each connection sends its next when it has the answer to the last.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="within">How long at most.</param>
    /// <param name="held">Connections that are open already; null opens them for this load.</param>
    public Task<Result> RunAsync(int requests, TimeSpan? within = null, Connections? held = null) =>
        Task.Factory.StartNew(() => Run(requests, within ?? Longest, held), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private Result Run(int requests, TimeSpan time, Connections? held)
    {
        using var own = held is null ? new Connections(nodes, connections) : null;
        var open = held ?? own!;
        open.Renew();
        // Written before, as far as can be foreseen: what the generator makes while it runs, its collector takes from the server's time.
        var written = Enumerable.Range(0, Math.Min(requests, MostWritten)).Select(request).ToArray();
        var (next, busy) = (0, 0);
        var began = Stopwatch.GetTimestamp();
        foreach (var connection in open.All)
        {
            Ask(connection);
        }

        while (busy > 0 && Stopwatch.GetElapsedTime(began) < time + LastAnswer)
        {
            foreach (var connection in open.Ready())
            {
                if (!connection.IsBusy)
                {
                    // It asked for nothing: what can be read is that the server has ended it.
                    connection.Dispose();
                }
                else if (connection.HasAnswer())
                {
                    busy--;
                    Ask(connection);
                }
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(began);
        open.All.Where(connection => connection.IsBusy).ToList().ForEach(connection => connection.Break());
        var latencies = open.All.SelectMany(connection => connection.Latencies).ToArray();
        Array.Sort(latencies);
        return new(elapsed, open.All.SelectMany(connection => connection.Statuses).GroupBy(status => status).ToDictionary(status => status.Key, status => status.Count()), latencies, [.. open.All.SelectMany(connection => connection.Created)]);

        void Ask(Connection connection)
        {
            if (!connection.IsBroken && next < requests && Stopwatch.GetElapsedTime(began) < time)
            {
                busy += connection.Ask(next, next < written.Length ? written[next++] : request(next++)) ? 1 : 0;
            }
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
