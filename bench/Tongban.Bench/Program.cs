using Tongban.Bench;
using Tongban.Bench.Storm;

var admin = Environment.GetEnvironmentVariable("TONGBAN_TEST_POSTGRES");
foreach (var (name, database, nodes) in new[] { ("sqlite", null, 1), ("postgres", admin, 1), ("postgres two nodes", admin, 2) })
{
    if (name != "sqlite" && database is null)
    {
        continue;
    }

    await using var district = await District.StartAsync(database, nodes);
    var storm = new StormOfHolds(district, "SU01");
    var hot = await storm.OpenAsync(1, 100_000);
    await storm.PressAsync(hot, 2000, 64, "warm");
    for (var round = 0; round < 3; round++)
    {
        var result = await storm.PressAsync(hot, 20_000, 256, $"r{round}");
        Console.WriteLine($"{name}: {result.PerSecond:0}/s p50 {result.At(.5):0.0} p99 {result.At(.99):0.0} max {result.At(1):0.0} {string.Join(' ', result.Statuses.Select(s => $"{s.Key}:{s.Value}"))} {await storm.CheckAsync()} peak {district.Nodes[0].PeakMegabytes} MB");
    }
}
