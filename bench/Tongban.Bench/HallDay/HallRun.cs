using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tongban.Bench.HallDay;

/// <summary>How one run of the hall went.</summary>
/// <param name="Took">From the first number to the last service.</param>
/// <param name="Keys">From a key of the desk to its answer, in milliseconds.</param>
/// <param name="Pages">From a key of the desk to the page that follows.</param>
/// <param name="Calls">From the key "next" to the board.</param>
/// <param name="ByItself">From the kiosk's key to the board, where a window was armed.</param>
/// <param name="Tickets">From the kiosk's key to the number.</param>
/// <param name="Turned">Numbers that were not given.</param>
internal sealed record HallTimes(TimeSpan Took, double[] Keys, double[] Pages, double[] Calls, double[] ByItself, double[] Tickets, int Turned)
{
    public static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}

/// <summary>Kiosks give numbers and clerks call, begin and finish at their desks, over HTTP, at a pace; a board listens.</summary>
internal sealed class HallRun(Person manager, IReadOnlyList<(string Label, Person Clerk)> clerks, Board board, IReadOnlyDictionary<string, int> windowsOf)
{
    private const int Kiosks = 4;

    private readonly ConcurrentBag<double> keys = [];
    private readonly ConcurrentBag<double> pages = [];
    private readonly ConcurrentBag<double> tickets = [];
    private readonly ConcurrentDictionary<string, long> sent = new();
    private readonly ConcurrentDictionary<string, int> waiting = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, bool> stopped = new();
    private int given;
    private int turned;
    private int served;

    /// <param name="visitors">How many take a number.</param>
    /// <param name="every">Between two numbers, all kiosks together.</param>
    /// <param name="service">What a service lasts on average; half of it until the person stands there and after it.</param>
    public async Task<HallTimes> RunAsync(int visitors, TimeSpan every, TimeSpan service)
    {
        var began = Stopwatch.GetTimestamp();
        var kiosks = Enumerable.Range(0, Kiosks).Select(n => Task.Run(() => GiveAsync(n, visitors, every * Kiosks))).ToList();
        var desks = clerks.Select((clerk, n) => Task.Run(() => WorkAsync(clerk.Label, clerk.Clerk, visitors, service, new Random(n)))).ToList();
        // Whoever fails ends the run at once, and says why.
        foreach (var work in kiosks.Concat(desks))
        {
            _ = work.ContinueWith(failed => over.TrySetException(failed.Exception!.InnerExceptions), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        await over.Task;
        await Task.WhenAll(desks);
        return new(
            Stopwatch.GetElapsedTime(began), Sorted(keys), Sorted(pages), Sorted(board.Calls),
            Sorted(board.ByItself.Where(call => sent.ContainsKey(call.Key)).Select(call => Stopwatch.GetElapsedTime(sent[call.Key], call.Value).TotalMilliseconds)), Sorted(tickets), turned);
    }

    private async Task GiveAsync(int seed, int visitors, TimeSpan every)
    {
        var chance = new Random(1000 + seed);
        var letters = windowsOf.SelectMany(group => Enumerable.Repeat(group.Key, group.Value)).ToList();
        for (var due = Stopwatch.GetTimestamp(); Interlocked.Increment(ref given) <= visitors; due += (long)(every.TotalSeconds * Stopwatch.Frequency))
        {
            await UntilAsync(due);
            await TakeAsync(await LetterAsync(letters, chance));
        }

        Interlocked.Decrement(ref given);
    }

    // As many for each matter as it has windows. A line that grows long waits: no number is given that could not be served.
    private async Task<string> LetterAsync(List<string> letters, Random chance)
    {
        for (; ; )
        {
            var letter = letters[chance.Next(letters.Count)];
            if (!stopped.ContainsKey(letter) && waiting.GetValueOrDefault(letter) <= 3 * windowsOf[letter])
            {
                return letter;
            }

            await Task.Delay(5);
        }
    }

    private async Task TakeAsync(string letter)
    {
        waiting.AddOrUpdate(letter, 1, (_, count) => count + 1);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var ticket = await manager.WriteAsync(HttpMethod.Post, "/api/v1/kiosk/tickets", new { group = letter });
            tickets.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            sent[ticket.GetProperty("number").GetString()!] = began;
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("kiosk.stopped", StringComparison.Ordinal))
        {
            waiting.AddOrUpdate(letter, 0, (_, count) => count - 1);
            stopped[letter] = true;
            Interlocked.Increment(ref turned);
            Interlocked.Decrement(ref given);
        }
    }

    private async Task WorkAsync(string label, Person clerk, int visitors, TimeSpan service, Random chance)
    {
        await Task.Delay(service * chance.NextDouble());
        while (await NextAsync(label, clerk) is { } number)
        {
            waiting.AddOrUpdate(new string([.. number.TakeWhile(char.IsAsciiLetter)]), 0, (_, count) => count - 1);
            await Task.Delay(service * (0.2 + (0.2 * chance.NextDouble())));
            await PressAsync(clerk, "Begin");
            await Task.Delay(service * (0.4 + (0.4 * chance.NextDouble())));
            await PressAsync(clerk, "Finish");
            if (Interlocked.Increment(ref served) >= visitors)
            {
                over.TrySetResult();
            }
        }
    }

    // Nobody waits: the window is armed, and the desk learns of its next visitor as everybody does.
    private async Task<string?> NextAsync(string label, Person clerk)
    {
        board.Pressed(label);
        if (Person.HeldIn(await PressAsync(clerk, "Next")) is { } called)
        {
            return called;
        }

        for (; ; )
        {
            var heard = board.NextOfAsync(label);
            if (Person.HeldIn(await clerk.DeskAsync()) is { } number)
            {
                return number;
            }

            if (await Task.WhenAny(heard, over.Task) == over.Task)
            {
                return null;
            }
        }
    }

    private async Task<string> PressAsync(Person clerk, string key)
    {
        var began = Stopwatch.GetTimestamp();
        var status = await clerk.PressAsync(key);
        keys.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        var page = await clerk.DeskAsync();
        pages.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return status == System.Net.HttpStatusCode.Redirect ? page : throw new InvalidOperationException($"{key}: {(int)status}");
    }

    private static async Task UntilAsync(long due)
    {
        if (due - Stopwatch.GetTimestamp() is > 0 and var left)
        {
            await Task.Delay(TimeSpan.FromSeconds((double)left / Stopwatch.Frequency));
        }
    }

    private static double[] Sorted(IEnumerable<double> times) => [.. times.Order()];
}
