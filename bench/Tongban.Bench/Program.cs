using Tongban.Bench;
using Tongban.Bench.Storm;

var admin = Environment.GetEnvironmentVariable("TONGBAN_TEST_POSTGRES") is { Length: > 0 } given ? given : null;
var rounds = args.Length > 1 ? int.Parse(args[1], null) : 3;
foreach (var (name, database, nodes) in new[] { ("sqlite", null, 1), ("postgres", admin, 1), ("two", admin, 2) })
{
    if ((name != "sqlite" && database is null) || (args.Length > 0 && args[0] != name))
    {
        continue;
    }

    await using var district = await District.StartAsync(database, nodes);
    var storm = new StormOfHolds(district, "SU01");
    var hot = await storm.OpenAsync(1, 1_000_000);
    await storm.PressAsync(hot, 2000, 64, "warm");
    for (var round = 0; round < rounds; round++)
    {
        var before = district.Nodes.Sum(node => node.Processor);
        var result = await storm.PressAsync(hot, 20_000, 256, $"r{round}");
        var each = (district.Nodes.Sum(node => node.Processor) - before) * 1000 / 20_000;
        Console.WriteLine($"{name}: {result.PerSecond:0}/s p50 {result.At(.5):0.0} p99 {result.At(.99):0.0} max {result.At(1):0.0} processor {each:0} us a request {string.Join(' ', result.Statuses.Select(s => $"{s.Key}:{s.Value}"))} peak {district.Nodes[0].PeakMegabytes} MB");
    }

    Console.WriteLine(await storm.CheckAsync());
}
