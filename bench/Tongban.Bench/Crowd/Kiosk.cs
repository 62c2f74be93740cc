using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;

namespace Tongban.Bench.Crowd;

/// <summary>A kiosk: gives numbers, keeps its start page true and looks every three seconds whether there is contact (kiosk.js).</summary>
internal sealed class Kiosk(Uri node, string key, IReadOnlyList<string> letters, ConcurrentQueue<string> given, Measured measured) : IDisposable
{
    private readonly string headers = $"Authorization: Device {key}\r\n";
    private readonly Wire page = new(node);
    private readonly Wire numbers = new(node);

    public Task StandAsync(CancellationToken stop) => Task.WhenAll(
        new Panel(() => FetchAsync("/health/live", stop)).KeepAsync(TimeSpan.FromSeconds(3), stop),
        new Panel(() => FetchAsync("/kiosk", stop)).KeepAsync(TimeSpan.FromSeconds(20), stop));

    /// <summary>A number so often.</summary>
    public Task GiveAsync(TimeSpan every, CancellationToken stop) => new Panel(() => TakeAsync(stop)).KeepAsync(every, stop);

    public void Dispose()
    {
        page.Dispose();
        numbers.Dispose();
    }

    private async Task TakeAsync(CancellationToken stop)
    {
        try
        {
            var body = $"{{\"group\":\"{letters[Random.Shared.Next(letters.Count)]}\"}}";
            var began = Stopwatch.GetTimestamp();
            var answer = await numbers.AskAsync(Wire.Post("/api/v1/kiosk/tickets", $"{headers}Idempotency-Key: {Guid.NewGuid()}\r\n", "application/json", body), stop);
            measured.Took("number", began);
            if (answer.Status == 201)
            {
                given.Enqueue(JsonDocument.Parse(answer.Body).RootElement.GetProperty("token").GetString()!);
            }
            else
            {
                measured.Count($"!kiosk: {answer.Status} {answer.Text}");
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            measured.Count(stop.IsCancellationRequested ? "ended" : "!kiosk: no answer");
        }
    }

    private async Task FetchAsync(string path, CancellationToken stop)
    {
        try
        {
            var answer = await page.AskAsync(Wire.Get(path, headers), stop);
            measured.Count(answer.Status == 200 ? "kiosk pages" : $"!{path}: {answer.Status}");
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            measured.Count(stop.IsCancellationRequested ? "ended" : $"!{path}: no answer");
        }
    }
}
