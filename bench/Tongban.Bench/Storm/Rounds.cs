using System.Globalization;

namespace Tongban.Bench.Storm;

/// <summary>One storm after the other on one kind of installation, with what each request costs: to see whether a change made it better.</summary>
internal static class Rounds
{
    /// <param name="admin">A PostgreSQL, or null for SQLite only.</param>
    /// <param name="only">sqlite, postgres or two; null for all.</param>
    /// <param name="rounds">How often.</param>
    /// <param name="shape">How each storm comes.</param>
    /// <param name="anew">Opens its connections for each storm, instead of holding them from one to the next.</param>
    public static async Task RunAsync(string? admin, string? only, int rounds, Shape shape, bool anew)
    {
        foreach (var (name, database, nodes) in new[] { ("sqlite", null, 1), ("postgres", admin, 1), ("two", admin, 2) })
        {
            if ((name == "sqlite" || database is not null) && (only is null || only == name))
            {
                await using var district = await District.StartAsync(database, nodes);
                await RunAsync(name, district, rounds, shape, anew || shape.Connections != Shape.Held);
            }
        }
    }

    private static async Task RunAsync(string name, District district, int rounds, Shape shape, bool anew)
    {
        var storm = new StormOfHolds(district, "SU01");
        await storm.PressAsync(await storm.OpenAsync(shape.Slots, 1_000_000), 2000, 64, "warm");
        using var held = anew ? null : new Connections(district.Urls, shape.Connections);
        for (var round = 0; round < rounds; round++)
        {
            var times = await storm.OpenAsync(shape.Slots, shape.Places);
            var (before, ownBefore) = (district.Nodes.Sum(node => node.Processor), Environment.CpuUsage.TotalTime);
            var result = await storm.PressAsync(times, shape.Requests, shape.Connections, $"r{round}", held);
            var each = (district.Nodes.Sum(node => node.Processor) - before) * 1000 / shape.Requests;
            var own = (Environment.CpuUsage.TotalTime - ownBefore).TotalMicroseconds / shape.Requests;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {result.PerSecond:0}/s p50 {result.At(.5):0.0} p99 {result.At(.99):0.0} max {result.At(1):0.0} processor {each:0} us a request (generator {own:0}) {string.Join(' ', result.Statuses.Select(s => $"{s.Key}:{s.Value}"))} peak {district.Nodes[0].PeakMegabytes} MB"));
        }

        Console.WriteLine(await storm.CheckAsync());
    }
}
