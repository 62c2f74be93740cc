using System.Diagnostics;
using System.Globalization;

namespace Tongban.Bench.Storm;

/// <summary>
/// All ways side by side in one run: every server is started first, then each shape is sent to each in turn, as often as
/// asked for, and the books of each are checked after each storm. Prints one table with medians and ratios.
/// </summary>
internal sealed class StormTable(string? admin, int repetitions, int mostRequests)
{
    // Until the just-in-time compiler has seen what is asked for often.
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(10);
    private readonly List<IContestant> contestants = [];
    private readonly Dictionary<IContestant, Connections> held = [];
    private readonly List<string> notRun = [];

    public async Task RunAsync()
    {
        try
        {
            await StartAsync();
            await WarmAsync();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nMedians of {repetitions}; requests a second, milliseconds from sending to answer; ratio to the empty POST."));
            foreach (var shape in Shape.All)
            {
                await RunAsync(shape.With(mostRequests));
            }

            await TellPgBenchAsync();
            notRun.ForEach(Console.WriteLine);
        }
        finally
        {
            held.Values.ToList().ForEach(connections => connections.Dispose());
            foreach (var contestant in contestants)
            {
                await contestant.DisposeAsync();
            }
        }
    }

    private async Task StartAsync()
    {
        contestants.Add(await UsualWay.StartAsync("empty POST", "empty", admin: null));
        contestants.Add(new OurWay("Tongban, SQLite", await District.StartAsync(null)));
        if (admin is null)
        {
            notRun.Add("PostgreSQL: not run, there is none here.");
        }
        else
        {
            contestants.Add(new OurWay("Tongban, PostgreSQL, one node", await District.StartAsync(admin)));
            contestants.Add(new OurWay("Tongban, PostgreSQL, two nodes", await District.StartAsync(admin, nodes: 2)));
            contestants.Add(await UsualWay.StartAsync("guarded update a request", "guarded", admin));
            contestants.Add(await UsualWay.StartAsync("EF Core, select … for update", "for-update", admin, most: 5_000));
            contestants.Add(await UsualWay.StartAsync("EF Core, serializable and retry", "serializable", admin, most: 1_000));
        }

        if (await RedisWay.StartAsync() is { } redis)
        {
            contestants.Add(redis);
        }
        else
        {
            notRun.Add("Redis: not run, there is no redis-server here.");
        }
    }

    private async Task WarmAsync()
    {
        foreach (var contestant in contestants)
        {
            held[contestant] = new Connections(contestant.Urls, Shape.Held);
            var began = Stopwatch.GetTimestamp();
            for (var round = 0; Stopwatch.GetElapsedTime(began) < Warming; round++)
            {
                await PressAsync(contestant, Shape.All[0].With(Math.Min(mostRequests, contestant.MostRequests)), $"w{round}");
            }
        }
    }

    // Connections that come all at once are part of what is measured; else they are held from one storm to the next.
    private async Task<Result> PressAsync(IContestant contestant, Shape shape, string round) =>
        await new Load(contestant.Urls, shape.Connections, await contestant.PrepareAsync(shape, round)).RunAsync(shape.Requests, held: shape.Connections == Shape.Held ? held[contestant] : null);

    private async Task RunAsync(Shape shape)
    {
        var measured = contestants.ToDictionary(contestant => contestant, _ => new List<Measured>());
        for (var round = 0; round < repetitions; round++)
        {
            foreach (var contestant in contestants)
            {
                measured[contestant].Add(await StormAsync(contestant, shape.With(contestant.MostRequests), $"s{Shape.All.ToList().FindIndex(one => one.Slots == shape.Slots && one.Places == shape.Places)}r{round}"));
            }
        }

        Console.WriteLine($"\n### {shape.Name}\n\n| | requests/s | ratio | p50 | p99 | oversold | doubles | lost | 503 | other 5xx | broken |\n|---|---|---|---|---|---|---|---|---|---|---|");
        var empty = Measured.Median(measured[contestants[0]], one => one.PerSecond);
        foreach (var (contestant, all) in measured)
        {
            Console.WriteLine(Measured.Row(Name(contestant, shape), all, empty));
        }
    }

    private static string Name(IContestant contestant, Shape shape) =>
        contestant.MostRequests < shape.Requests ? string.Create(CultureInfo.InvariantCulture, $"{contestant.Name} ({contestant.MostRequests:N0} requests)") : contestant.Name;

    private async Task<Measured> StormAsync(IContestant contestant, Shape shape, string round)
    {
        var result = await PressAsync(contestant, shape, round);
        var books = await contestant.CheckAsync(round);
        var acknowledged = result.Created.Select(n => Keys.Of(round, n)).Distinct().Count();
        return new(result, books.Oversold, books.Doubles, Math.Max(0, acknowledged - books.Stored));
    }

    private async Task TellPgBenchAsync()
    {
        if (admin is null)
        {
            return;
        }

        foreach (var clients in new[] { 1, 64 })
        {
            var rows = await PgBench.InsertsAsync(admin, clients, seconds: 4);
            Console.WriteLine(rows is null ? "\npgbench: not run, it is not installed." : string.Create(CultureInfo.InvariantCulture, $"\npgbench, one row and one durable commit each, {clients} clients, no web server: {rows:N0}/s"));
        }
    }
}

/// <summary>One storm and what the books say after it.</summary>
internal sealed record Measured(Result Result, long Oversold, long Doubles, long Lost)
{
    public double PerSecond => Result.PerSecond;

    public static double Median(IEnumerable<Measured> all, Func<Measured, double> of)
    {
        var sorted = all.Select(of).Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    // What must never be is added up, not averaged.
    public static string Row(string name, List<Measured> all, double empty) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {Median(all, one => one.PerSecond):N0} | {Median(all, one => one.PerSecond) / empty:0.00} | {Median(all, one => one.Result.At(.5)):0.0} | {Median(all, one => one.Result.At(.99)):0.0} | {all.Sum(one => one.Oversold)} | {all.Sum(one => one.Doubles)} | {all.Sum(one => one.Lost)} | {all.Sum(one => one.Result.Of(503))} | {all.Sum(one => one.Result.Statuses.Where(status => status.Key is >= 500 and not 503).Sum(status => status.Value))} | {all.Sum(one => one.Result.Of(0))} |");
}
