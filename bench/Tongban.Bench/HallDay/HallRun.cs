using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Tongban.Bench.HallDay;

/// <summary>How one run of the hall went.</summary>
/// <param name="Took">From the first number to the last service.</param>
/// <param name="Keys">From a key of the desk to its answer, in milliseconds.</param>
/// <param name="Pages">From a key of the desk to the page that follows.</param>
/// <param name="Calls">From the key "next" to the board.</param>
/// <param name="ByItself">From the kiosk's key to the board, where a window was armed.</param>
/// <param name="Tickets">From the kiosk's key to the number.</param>
/// <param name="Ending">How far it came, and what went wrong on the way.</param>
internal sealed record HallTimes(TimeSpan Took, double[] Keys, double[] Pages, double[] Calls, double[] ByItself, double[] Tickets, string Ending)
{
    public static double At(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[(int)Math.Min(sorted.Length - 1, share * sorted.Length)];
}

/// <summary>
/// Kiosks give numbers and clerks call, begin and finish at their desks, over HTTP, at a pace; a board listens. It ends when
/// everybody is served, and in any case when the time is over; a key that is refused is counted and told, and the clerk goes on.
/// </summary>
internal sealed class HallRun(Person manager, IReadOnlyList<(string Label, Person Clerk)> clerks, Board board, IReadOnlyDictionary<string, int> windowsOf)
{
    private const int Kiosks = 4;
    private const int MostFaults = 200;

    // As the desk's page: a message that was lost costs seconds.
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly ConcurrentBag<double> keys = [];
    private readonly ConcurrentBag<double> pages = [];
    private readonly ConcurrentBag<double> tickets = [];
    private readonly ConcurrentDictionary<string, long> sent = new();
    private readonly ConcurrentDictionary<string, int> waiting = new();
    private readonly ConcurrentDictionary<string, long> stoppedUntil = new();
    private readonly ConcurrentDictionary<string, int> faults = new();
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;
    private int given;
    private int turned;
    private int served;
    private string ending = "";

    private bool IsOver => over.Task.IsCompleted;

    /// <param name="visitors">How many take a number.</param>
    /// <param name="every">Between two numbers, all kiosks together.</param>
    /// <param name="service">What a service lasts on average; half of it until the person stands there and after it.</param>
    /// <param name="longest">Then it ends, however far it came.</param>
    public async Task<HallTimes> RunAsync(int visitors, TimeSpan every, TimeSpan service, TimeSpan longest)
    {
        var began = Stopwatch.GetTimestamp();
        using var clock = new CancellationTokenSource(longest);
        using var late = clock.Token.Register(() => End($"not done after {longest.TotalSeconds:0} s"));
        var all = Task.WhenAll([
            .. Enumerable.Range(0, Kiosks).Select(n => Task.Run(() => GiveAsync(n, visitors, every * Kiosks))),
            .. clerks.Select((clerk, n) => Task.Run(() => WorkAsync(clerk.Label, clerk.Clerk, visitors, service, new Random(n)))),
        ]);
        await Task.WhenAny(over.Task, all);
        End("everybody stopped");
        await Task.WhenAny(all, Task.Delay(Grace));
        return new(Stopwatch.GetElapsedTime(began), Sorted(keys), Sorted(pages), Sorted(board.Calls), Sorted(ByItself()), Sorted(tickets), Told());
    }

    private IEnumerable<double> ByItself() =>
        board.ByItself.Where(call => sent.ContainsKey(call.Key)).Select(call => Stopwatch.GetElapsedTime(sent[call.Key], call.Value).TotalMilliseconds);

    private string Told() => $"{ending}: {taken} numbers given, {turned} times refused by the kiosk, {served} served{string.Concat(faults.OrderByDescending(fault => fault.Value).Take(5).Select(fault => $"; {fault.Value} × {fault.Key}"))}";

    private void End(string how)
    {
        Interlocked.CompareExchange(ref ending, how, "");
        over.TrySetResult();
    }

    private void Fault(string what)
    {
        faults.AddOrUpdate(what, 1, (_, times) => times + 1);
        if (faults.Values.Sum() > MostFaults)
        {
            End("too much went wrong");
        }
    }

    private async Task GiveAsync(int seed, int visitors, TimeSpan every)
    {
        var chance = new Random(1000 + seed);
        var letters = windowsOf.SelectMany(group => Enumerable.Repeat(group.Key, group.Value)).ToList();
        for (var due = Stopwatch.GetTimestamp(); !IsOver; due += (long)(every.TotalSeconds * Stopwatch.Frequency))
        {
            await UntilAsync(due);
            if (await LetterAsync(letters, chance) is not { } letter || !Another(visitors))
            {
                return;
            }

            await TakeAsync(letter);
        }
    }

    // A number that was refused is asked for again by whoever comes next.
    private bool Another(int visitors)
    {
        if (Interlocked.Increment(ref given) <= visitors)
        {
            return true;
        }

        Interlocked.Decrement(ref given);
        return false;
    }

    // As many for each matter as it has windows. A line that grows long waits: no number is given that could not be served.
    private async Task<string?> LetterAsync(List<string> letters, Random chance)
    {
        while (!IsOver)
        {
            var letter = letters[chance.Next(letters.Count)];
            if (stoppedUntil.GetValueOrDefault(letter) < Stopwatch.GetTimestamp() && waiting.GetValueOrDefault(letter) <= 3 * windowsOf[letter])
            {
                return letter;
            }

            await Task.Delay(5);
        }

        return null;
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
            Interlocked.Increment(ref taken);
        }
        catch (Exception refused) when (refused is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            waiting.AddOrUpdate(letter, 0, (_, count) => count - 1);
            Interlocked.Decrement(ref given);
            if (refused.Message.Contains("kiosk.stopped", StringComparison.Ordinal))
            {
                // The line is too long for the break: another matter, and this one again in a moment.
                stoppedUntil[letter] = Stopwatch.GetTimestamp() + Stopwatch.Frequency;
                Interlocked.Increment(ref turned);
                return;
            }

            Fault($"kiosk: {refused.Message}");
        }
    }

    private async Task WorkAsync(string label, Person clerk, int visitors, TimeSpan service, Random chance)
    {
        await Task.Delay(service * chance.NextDouble());
        while (!IsOver)
        {
            try
            {
                await ServeAsync(label, clerk, visitors, service, chance);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
            {
                Fault($"desk: {failure.Message}");
            }
        }
    }

    private async Task ServeAsync(string label, Person clerk, int visitors, TimeSpan service, Random chance)
    {
        if (await NextAsync(label, clerk) is not { } number)
        {
            return;
        }

        waiting.AddOrUpdate(new string([.. number.TakeWhile(char.IsAsciiLetter)]), 0, (_, count) => count - 1);
        await Task.Delay(service * (0.2 + (0.2 * chance.NextDouble())));
        await PressAsync(clerk, "Begin");
        await Task.Delay(service * (0.4 + (0.4 * chance.NextDouble())));
        if ((await PressAsync(clerk, "Finish")).Done && Interlocked.Increment(ref served) >= visitors)
        {
            End("everybody was served");
        }
    }

    // Nobody waits: the window is armed, and the desk learns of its next visitor as everybody does. Who was armed before
    // may hold somebody already.
    private async Task<string?> NextAsync(string label, Person clerk)
    {
        board.Pressed(label);
        var (done, page) = await PressAsync(clerk, "Next", mayHold: true);
        for (var number = Person.HeldIn(page); ; number = Person.HeldIn(await clerk.DeskAsync()))
        {
            if (number is not null || IsOver || !done)
            {
                return number;
            }

            var heard = board.NextOfAsync(label);
            if (Person.HeldIn(await clerk.DeskAsync()) is { } called)
            {
                return called;
            }

            await Task.WhenAny(heard, over.Task, Task.Delay(Again));
        }
    }

    private async Task<(bool Done, string Page)> PressAsync(Person clerk, string key, bool mayHold = false)
    {
        var began = Stopwatch.GetTimestamp();
        var (status, answer) = await clerk.PressAsync(key);
        keys.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        var page = await clerk.DeskAsync();
        pages.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        var done = status == HttpStatusCode.Redirect;
        if (!done && !(mayHold && Person.HeldIn(page) is not null))
        {
            Fault($"{key}: {(int)status} {Person.AlertIn(answer)}");
        }

        return (done, page);
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
