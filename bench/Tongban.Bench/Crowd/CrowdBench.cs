using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Tongban.Bench.HallDay;
using Tongban.Kernel;

namespace Tongban.Bench.Crowd;

/// <summary>
/// A centre at its largest on one process: 300 windows with their desks' streams, 60 displays, 40 kiosks and 5,000 mobile
/// tickets that poll, for a minute at a pace as in earnest and for a minute at a quick one.
/// </summary>
internal sealed class CrowdBench(string? admin, TimeSpan minute, int share)
{
    // Phones are spread over their pause before anything is measured.
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(15);

    private readonly Measured measured = new();
    private readonly ConcurrentDictionary<string, long> pressed = new();
    private readonly ConcurrentQueue<string> given = new();

    private int Windows => 300 * share / 100;

    private int Displays => 60 * share / 100;

    private int Kiosks => 40 * share / 100;

    private int Tickets => 5000 * share / 100;

    public async Task RunAsync()
    {
        var began = Stopwatch.GetTimestamp();
        await using var district = await District.DemoAsync(admin, "2026-11-24T10:00");
        await Seats.ClerksAsync(district);
        await Seats.MoreWindowsAsync(district, Windows);
        var things = await FillAsync(district);
        var node = district.Urls[0];
        var letters = (await Seats.WindowsOfAsync(district)).SelectMany(group => Enumerable.Repeat(group.Key, group.Value)).ToList();
        var desks = await DesksAsync(district);
        var displays = things.Displays.Select(one => new Display(node, one.Address, one.Key, pressed, measured)).ToList();
        var kiosks = things.Kiosks.Select(key => new Kiosk(node, key, letters, given, measured)).ToList();
        var phones = things.Tickets.Select(token => new Phone(node, token, given, measured)).ToList();
        Console.WriteLine($"\n{(admin is null ? "SQLite" : "PostgreSQL")}: {desks.Count} desks, {displays.Count} displays, {kiosks.Count} kiosks, {phones.Count} tickets; ready after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s.");

        using var closing = new CancellationTokenSource();
        Task[] standing = [.. desks.Select(desk => desk.FollowAsync(closing.Token)), .. displays.Select(display => display.FollowAsync(closing.Token)), .. kiosks.Select(kiosk => kiosk.StandAsync(closing.Token)), .. phones.Select(phone => phone.AskAsync(closing.Token))];
        await Parallel.ForEachAsync(desks, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (desk, stop) => await desk.SettleAsync(stop));
        Head();
        foreach (var (name, each) in new[] { ("as in earnest: five minutes each", TimeSpan.FromMinutes(5)), ("quick: a minute each", TimeSpan.FromMinutes(1)) })
        {
            await WorkAsync(name, each, district, desks, kiosks);
        }

        await closing.CancelAsync();
        await Task.WhenAny(Task.WhenAll(standing), Task.Delay(TimeSpan.FromSeconds(10)));
        Console.WriteLine($"\n{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s in all.");
        List<IDisposable> all = [.. desks, .. displays, .. kiosks, .. phones];
        all.ForEach(one => one.Dispose());
    }

    private async Task WorkAsync(string name, TimeSpan each, District district, List<Desk> desks, List<Kiosk> kiosks)
    {
        using var over = new CancellationTokenSource();
        // As many numbers as calls: the lines stay as long.
        Task[] work = [.. desks.Select(desk => desk.WorkAsync(each, over.Token)), .. kiosks.Select(kiosk => kiosk.GiveAsync(each * kiosks.Count / desks.Count, over.Token))];
        await Task.Delay(LeadIn);
        measured.Forget();
        var (began, server, own) = (Stopwatch.GetTimestamp(), district.Nodes[0].Processor, Environment.CpuUsage.TotalTime);
        await Task.Delay(minute);
        var took = Stopwatch.GetElapsedTime(began);
        Row(name, took, (district.Nodes[0].Processor - server) / took.TotalMilliseconds, (Environment.CpuUsage.TotalTime - own) / took, district.Nodes[0]);
        await over.CancelAsync();
        await Task.WhenAny(Task.WhenAll(work), Task.Delay(TimeSpan.FromSeconds(10)));
    }

    private async Task<Things> FillAsync(District district)
    {
        await using var app = district.Writer();
        await using var scope = app.Services.CreateAsyncScope();
        return await new FullHall(scope.ServiceProvider.GetRequiredService<TongbanDb>(), scope.ServiceProvider.GetRequiredService<HallClock>()).FillAsync(Displays, Kiosks, Tickets);
    }

    // Signed in as everybody signs in; afterwards each desk is two cheap connections and a stream.
    private async Task<List<Desk>> DesksAsync(District district)
    {
        var desks = new List<Desk>();
        foreach (var (label, clerk) in await Seats.SeatAsync(district, Windows))
        {
            var (cookies, token) = clerk.Browser;
            desks.Add(new Desk(district.Urls[0], label, cookies, token, pressed, measured));
            clerk.Dispose();
        }

        return desks;
    }

    private static void Head()
    {
        Console.WriteLine("\n| a service | calls/s | call to display p50 / p95 ms | a key p50 / p95 ms | key and page p95 ms | desk's line p95 ms (a second) | board p95 ms (a second) | poll p50 / p95 ms (a second) | 304 | number p95 ms (a second) | processors: server / generator | memory, peak MB | open streams |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
    }

    private void Row(string name, TimeSpan took, double server, double own, Server node)
    {
        var polls = measured.CountOf("poll 200") + measured.CountOf("poll 304");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {measured.CountOf("calls") / took.TotalSeconds:0.0} | {measured.At("call to display", .5):0} / {measured.At("call to display", .95):0} | {measured.At("key", .5):0} / {measured.At("key", .95):0} | {measured.At("key and page", .95):0} | {Often("line", took)} | {Often("board", took)} | {measured.At("poll", .5):0.0} / {Often("poll", took)} | {100.0 * measured.CountOf("poll 304") / Math.Max(1, polls):0} % | {Often("number", took)} | {server:0.00} / {own:0.00} of {Environment.ProcessorCount} | {node.WorkingSetMegabytes}, {node.PeakMegabytes} | {EventStream.Open} |"));
        Console.WriteLine(measured.Faults is { Length: > 0 } faults ? $"\nwent wrong: {faults}\n" : "");
    }

    private string Often(string what, TimeSpan took) => string.Create(CultureInfo.InvariantCulture, $"{measured.At(what, .95):0.0} ({measured.TimesOf(what) / took.TotalSeconds:0})");
}
