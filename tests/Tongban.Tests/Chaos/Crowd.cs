using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Tongban.Notices;

namespace Tongban.Tests.Chaos;

/// <summary>
/// Those who book, take numbers and work at windows at once. Whoever gets no answer asks again with the same key, at the
/// next node, until there is one: as proxies, kiosks and people do.
/// </summary>
internal sealed partial class Crowd(BusyHall hall, bool withHall = true) : IDisposable
{
    private const int Holders = 4;
    private const int Kiosks = 2;
    private const int Desks = 4;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(8);

    // Sooner than anybody is told to come again; at the pace above, the crowd itself would take the processors from those it waits for.
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    private readonly Sender sender = new(hall.Addresses);
    private readonly ConcurrentDictionary<string, string> named = new();
    private readonly ConcurrentDictionary<string, int> done = new();
    private Stopwatch counted = Stopwatch.StartNew();

    /// <summary>What somebody was told is done.</summary>
    public ConcurrentQueue<(Command Command, Answer Answer)> Acknowledged { get; } = new();

    /// <summary>What nobody was told anything about when it ended.</summary>
    public ConcurrentQueue<Command> Unknown { get; } = new();

    /// <summary>Answers that nobody may ever see: neither done, nor refused, nor "come again".</summary>
    public ConcurrentQueue<string> Strange { get; } = new();

    /// <summary>Each answer "come again", with how long it took.</summary>
    public ConcurrentQueue<Answer> ComeAgain { get; } = new();

    /// <summary>The longest that somebody waited for an answer of any kind, or for a connection to break; since <see cref="WaitsFromNow"/>, where that was said.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Who waited longest, for what, and how it ended.</summary>
    public string LongestTold { get; private set; } = "";

    /// <summary>How often each kind of work was acknowledged so far.</summary>
    public IReadOnlyDictionary<string, int> Done => done;

    /// <summary>For the log of a run.</summary>
    public string Told => $"acknowledged {string.Join(", ", done.OrderBy(kind => kind.Key).Select(kind => $"{kind.Key} {kind.Value}"))}; {ComeAgain.Count} told to come again, {Unknown.Count} told nothing, longest wait {LongestTold.Split('\n')[0]}";

    public Task RunAsync(CancellationToken stop)
    {
        var work = Enumerable.Range(0, Holders).Select(n => HoldAsync(n, stop)).ToList();
        if (withHall)
        {
            work.AddRange(Enumerable.Range(0, Kiosks).Select(n => TakeNumbersAsync(n, stop)));
            work.AddRange(Enumerable.Range(0, Desks).Select(n => ServeAsync(n, stop)));
            work.Add(ConfirmAsync(stop));
        }

        return Task.WhenAll(work);
    }

    /// <summary>What was waited before does not count: something happens now, and how long people wait for it is asked.</summary>
    public void WaitsFromNow()
    {
        lock (done)
        {
            (counted, Longest, LongestTold) = (Stopwatch.StartNew(), TimeSpan.Zero, "");
        }
    }

    public void Dispose() => sender.Dispose();

    private async Task HoldAsync(int worker, CancellationToken stop)
    {
        for (var n = worker; !stop.IsCancellationRequested; n += Holders)
        {
            var held = await AskAsync("hold", new(HttpMethod.Post, "/bookings", new { slotId = hall.Slots[n % hall.Slots.Count], items = new[] { hall.Hall.Item.Code } }, Visa.Anybody), n, stop);
            if (withHall && held is { IsGood: true } && n % 3 == 0)
            {
                var (token, phone) = (held.Text("token"), $"139{Random.Shared.Next(100_000_000):00000000}");
                var person = new { name = "王小明", number = $"E{Random.Shared.Next(100_000_000):00000000}", phone, document = "other" };
                if (await AskAsync("name", new(HttpMethod.Put, $"/bookings/{token}/person", person, Visa.Anybody), n, stop) is { IsGood: true })
                {
                    named[phone] = token;
                }
            }

            await PauseAsync(stop);
        }
    }

    // The codes arrive where a developer's messages lie.
    private async Task ConfirmAsync(CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            foreach (var message in LocalSink.Read(hall.Settings.MessagesFolder, 100).ToList())
            {
                if (Digits().Match(message.Text) is { Success: true, Value: var code } && named.TryRemove(message.To, out var token))
                {
                    await AskAsync("confirm", new(HttpMethod.Put, $"/bookings/{token}/confirmation", new { code }, Visa.Anybody), n, stop);
                }
            }

            await PauseAsync(stop);
        }
    }

    private async Task TakeNumbersAsync(int worker, CancellationToken stop)
    {
        for (var n = worker; !stop.IsCancellationRequested; n++)
        {
            await AskAsync("number", new(HttpMethod.Post, "/kiosk/tickets", new { group = "A", item = hall.Hall.Item.Code }, hall.Kiosk), n, stop);
            await PauseAsync(stop);
        }
    }

    private async Task ServeAsync(int desk, CancellationToken stop)
    {
        for (var n = desk; !stop.IsCancellationRequested; n++)
        {
            var called = await AskAsync("call", new(HttpMethod.Post, "/window/calls", new { }, hall.Clerks[desk]), n, stop);
            if (called is { Status: 200 } or { IsRefused: true })
            {
                await AskAsync("begin", new(HttpMethod.Put, "/window/calls/current/begun", null, hall.Clerks[desk]), n, stop);
                await AskAsync("finish", new(HttpMethod.Put, "/window/calls/current/finished", null, hall.Clerks[desk]), n, stop);
            }

            await PauseAsync(stop);
        }
    }

    private async Task<Answer?> AskAsync(string what, Command command, int node, CancellationToken stop)
    {
        for (; ; node++)
        {
            var answer = await sender.SendAsync(command, node);
            Remember(what, answer);
            if (answer.IsGood)
            {
                Acknowledged.Enqueue((command, answer));
                done.AddOrUpdate(what, 1, (_, count) => count + 1);
            }

            if (answer.IsGood || answer.IsRefused)
            {
                return answer;
            }

            Note(what, answer);
            if (stop.IsCancellationRequested)
            {
                Unknown.Enqueue(command);
                return null;
            }

            await PauseAsync(stop, Again);
        }
    }

    private void Remember(string what, Answer answer)
    {
        lock (done)
        {
            var took = answer.Took < counted.Elapsed ? answer.Took : counted.Elapsed;
            if (took > Longest)
            {
                (Longest, LongestTold) = (took, $"{took.TotalSeconds:0.0} s for {what} until {DateTime.Now:HH:mm:ss.fff}: {answer.Status} {answer.Body}");
            }
        }
    }

    private void Note(string what, Answer answer)
    {
        if (answer.IsToComeAgain)
        {
            ComeAgain.Enqueue(answer);
        }
        else if (answer.Status != 0)
        {
            Strange.Enqueue($"{what}: {answer.Status} {answer.Body}");
        }
    }

    private static Task PauseAsync(CancellationToken stop, TimeSpan? pause = null) => Task.Delay(pause ?? Pace, stop).ContinueWith(_ => { }, TaskScheduler.Default);

    [GeneratedRegex("(?<!\\d)\\d{6}(?!\\d)")]
    private static partial Regex Digits();
}
