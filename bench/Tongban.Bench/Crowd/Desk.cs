using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using Tongban.Bench.HallDay;

namespace Tongban.Bench.Crowd;

/// <summary>
/// A window's desk as its page works: a stream; the line fetched at every change, and the keys where its head has changed
/// (desk.js); a clerk who finishes, calls the next and begins, and loads the page after each key.
/// </summary>
internal sealed class Desk(Uri node, string label, string cookies, string token, ConcurrentDictionary<string, long> pressed, Measured measured) : IDisposable
{
    private static readonly TimeSpan SlowTimer = TimeSpan.FromSeconds(15);

    private readonly string headers = $"Cookie: {cookies}\r\n";
    private readonly Wire keys = new(node);
    private readonly Wire panel = new(node);
    private string shown = "";
    private bool called;
    private bool serving;

    public Task FollowAsync(CancellationToken stop)
    {
        var live = new Panel(() => RefreshAsync(stop));
        var stream = new EventStream(node, "/desk/events", headers, (kind, data) => Hear(kind, live));
        return Task.WhenAll(stream.ListenAsync(stop), live.KeepAsync(SlowTimer, stop));
    }

    /// <summary>Calls somebody and begins, so that a measurement begins in a hall at work.</summary>
    public async Task SettleAsync(CancellationToken stop)
    {
        await NextAsync(stop);
        await BeginAsync(stop);
    }

    /// <summary>One visitor after the other, each so long; the first is finished somewhere within that time.</summary>
    public async Task WorkAsync(TimeSpan each, CancellationToken stop)
    {
        var approach = TimeSpan.FromSeconds(Math.Min(15, each.TotalSeconds / 6));
        try
        {
            await Task.Delay(each * Random.Shared.NextDouble(), stop);
            while (!stop.IsCancellationRequested)
            {
                // A key that was pressed is waited for.
                await BeginAsync(default);
                await FinishAsync(default);
                await NextAsync(default);
                await Task.Delay(approach, stop);
                await BeginAsync(default);
                await Task.Delay(each - approach, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // The minute is over.
        }
        catch (SocketException)
        {
            measured.Count("!desk's key: no answer");
        }
    }

    public void Dispose()
    {
        keys.Dispose();
        panel.Dispose();
    }

    private static void Hear(string kind, Panel live)
    {
        if (kind == "changed")
        {
            _ = live.RefreshAsync();
        }
    }

    private async Task NextAsync(CancellationToken stop)
    {
        if (called || serving)
        {
            return;
        }

        pressed[label] = Stopwatch.GetTimestamp();
        called = Person.HeldIn(await PressAsync("Next", stop)) is not null;
        measured.Count(called ? "calls" : "nobody to call");
    }

    private async Task BeginAsync(CancellationToken stop)
    {
        if (called)
        {
            await PressAsync("Begin", stop);
            (called, serving) = (false, true);
        }
    }

    private async Task FinishAsync(CancellationToken stop)
    {
        if (serving)
        {
            await PressAsync("Finish", stop);
            serving = false;
        }
    }

    private async Task<string> PressAsync(string key, CancellationToken stop)
    {
        var body = $"__RequestVerificationToken={Uri.EscapeDataString(token)}&request-key={Guid.NewGuid()}";
        var began = Stopwatch.GetTimestamp();
        var answer = await keys.AskAsync(Wire.Post($"/desk?handler={key}", headers, "application/x-www-form-urlencoded", body), stop);
        measured.Took("key", began);
        if (answer.Status != 302)
        {
            measured.Count($"!{key}: {answer.Status} {Person.AlertIn(answer.Text)}");
        }

        var page = (await keys.AskAsync(Wire.Get("/desk", headers), stop)).Text;
        measured.Took("key and page", began);
        return page;
    }

    // What the keys stand for, as the line says it (desk.js).
    private static string KeysIn(string line)
    {
        const string mark = "data-keys=\"";
        var at = line.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        return at < mark.Length ? "" : line[at..line.IndexOf('"', at)];
    }

    private async Task RefreshAsync(CancellationToken stop)
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            var answer = await panel.AskAsync(Wire.Get("/desk?handler=Line", headers), stop);
            measured.Took("line", began);
            if (answer.Status != 200)
            {
                measured.Count($"!desk's line: {answer.Status}");
            }
            else if (KeysIn(answer.Text) is var now && now != shown)
            {
                shown = now;
                measured.Count("heads of lines that had changed");
                await panel.AskAsync(Wire.Get("/desk?handler=Keys", headers), stop);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            measured.Count(stop.IsCancellationRequested ? "ended" : "!desk's line: no answer");
        }
    }
}
