using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Tongban.Bench.Crowd;

/// <summary>A mobile ticket that is open on a phone: asks every 10 to 15 seconds with its ETag, every 4 when it is next (ticket.js).</summary>
internal sealed class Phone(Uri node, string token, ConcurrentQueue<string> given, Measured measured) : IDisposable
{
    private readonly Wire wire = new(node);
    private string? current = token;
    private string? tag;
    private bool soon;

    private TimeSpan Pause => TimeSpan.FromSeconds(soon ? 4 : 10 + (5 * Random.Shared.NextDouble()));

    public async Task AskAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Pause * Random.Shared.NextDouble(), stop);
            while (!stop.IsCancellationRequested)
            {
                await OnceAsync(stop);
                await Task.Delay(Pause, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The hall closes.
        }
    }

    public void Dispose() => wire.Dispose();

    // Whoever was served closes the page; the phone becomes that of somebody who has just taken a number.
    private async Task OnceAsync(CancellationToken stop)
    {
        if (current is null && !given.TryDequeue(out current))
        {
            return;
        }

        try
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await wire.AskAsync(Wire.Get($"/t/{current}?handler=Now", "", tag), stop);
            measured.Took("poll", began);
            measured.Count(answer.Status is 200 or 304 ? $"poll {answer.Status}" : $"!poll: {answer.Status}");
            if (answer.Status == 200)
            {
                (tag, soon) = (answer.ETag, answer.Has("data-soon=\"1\""u8));
                (current, tag) = answer.Has("data-over=\"1\""u8) ? (null, null) : (current, tag);
            }
        }
        catch (SocketException)
        {
            measured.Count("!poll: no answer");
        }
    }
}
