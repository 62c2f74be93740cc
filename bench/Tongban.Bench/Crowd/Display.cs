using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace Tongban.Bench.Crowd;

/// <summary>A calling board: its stream carries the calls, and its state is fetched at every change and every ten seconds.</summary>
internal sealed class Display(Uri node, string address, string key, ConcurrentDictionary<string, long> pressed, Measured measured) : IDisposable
{
    private static readonly TimeSpan SlowTimer = TimeSpan.FromSeconds(10);

    private readonly string headers = $"Authorization: Device {key}\r\n";
    private readonly Wire wire = new(node);

    public Task FollowAsync(CancellationToken stop)
    {
        var live = new Panel(() => RefreshAsync(stop));
        var stream = new EventStream(node, $"{address}/events", headers, (kind, data) => Hear(kind, data, live));
        return Task.WhenAll(stream.ListenAsync(stop), live.KeepAsync(SlowTimer, stop));
    }

    public void Dispose() => wire.Dispose();

    private void Hear(string kind, string data, Panel live)
    {
        if (kind == "changed")
        {
            _ = live.RefreshAsync();
        }

        if (kind == "call" && JsonDocument.Parse(data).RootElement.GetProperty("window").GetString() is { } window && pressed.TryGetValue(window, out var at))
        {
            measured.Took("call to display", at);
        }
    }

    private async Task RefreshAsync(CancellationToken stop)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await wire.AskAsync(Wire.Get($"{address}?handler=Now", headers), stop);
            measured.Took("board", began);
            if (answer.Status != 200)
            {
                measured.Count($"!board: {answer.Status}");
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            measured.Count(stop.IsCancellationRequested ? "ended" : "!board: no answer");
        }
    }
}
