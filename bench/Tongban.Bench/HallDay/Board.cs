using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace Tongban.Bench.HallDay;

/// <summary>A wall's stream: every call as the board hears it, with the time that it took to get there.</summary>
internal sealed class Board(Person manager, string site) : IDisposable
{
    private readonly ConcurrentDictionary<string, long> pressed = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> armed = new();
    private readonly CancellationTokenSource ending = new();
    private Task? reading;

    /// <summary>From the clerk's key to the board, in milliseconds.</summary>
    public ConcurrentBag<double> Calls { get; } = [];

    /// <summary>When a number was heard that an armed window called by itself.</summary>
    public ConcurrentDictionary<string, long> ByItself { get; } = new();

    /// <summary>Every number that was heard, with how often.</summary>
    public ConcurrentDictionary<string, int> Heard { get; } = new();

    public void Begin() => reading = Task.Run(ReadAsync);

    /// <summary>The clerk of this window presses "next" now.</summary>
    public void Pressed(string window) => pressed[window] = Stopwatch.GetTimestamp();

    /// <summary>Until the next call of this window is heard.</summary>
    public Task NextOfAsync(string window)
    {
        pressed.TryRemove(window, out _);
        return armed.GetOrAdd(window, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    public void Dispose()
    {
        ending.Cancel();
        reading?.ContinueWith(_ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(3));
        ending.Dispose();
    }

    // A stream ends by itself after some minutes; a screen connects again.
    private async Task ReadAsync()
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (Exception cut) when (cut is IOException or HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(200, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync()
    {
        using var lines = new StreamReader(await manager.StreamAsync($"/wall/{site}/events"));
        for (var isCall = false; !ending.IsCancellationRequested && await lines.ReadLineAsync(ending.Token) is { } line;)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
            {
                isCall = line.EndsWith("call", StringComparison.Ordinal);
            }
            else if (isCall && line.StartsWith("data:", StringComparison.Ordinal))
            {
                Hear(JsonDocument.Parse(line[5..]).RootElement);
            }
        }
    }

    private void Hear(JsonElement call)
    {
        var (window, number, now) = (call.GetProperty("window").GetString()!, call.GetProperty("number").GetString()!, Stopwatch.GetTimestamp());
        Heard.AddOrUpdate(number, 1, (_, times) => times + 1);
        if (pressed.TryRemove(window, out var at))
        {
            Calls.Add(Stopwatch.GetElapsedTime(at, now).TotalMilliseconds);
        }
        else
        {
            ByItself[number] = now;
        }

        if (armed.TryRemove(window, out var waiting))
        {
            waiting.TrySetResult();
        }
    }
}
