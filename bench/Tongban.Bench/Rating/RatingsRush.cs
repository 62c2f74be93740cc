using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tongban.Bench.Storm;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Bench.Rating;

/// <summary>
/// Many rate at once, each another service: <c>POST /api/v1/services/{token}/ratings</c> as everybody calls it, with a key, against an
/// empty POST over as many connections in the same run. One in ten is bad and opens its rectification.
/// </summary>
internal static class RatingsRush
{
    private const int Requests = 20_000;
    private const int Clients = 64;
    private const int AtOnce = 2_000;

    /// <param name="admin">A PostgreSQL, or null for SQLite only.</param>
    /// <param name="rounds">How often.</param>
    public static async Task RunAsync(string? admin, int rounds)
    {
        await using var empty = await UsualWay.StartAsync("empty POST", "empty", admin: null);
        await using var sqlite = await District.StartAsync(null);
        await using var postgres = admin is null ? null : await District.StartAsync(admin);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Requests:N0} ratings over {Clients} connections; requests a second, ratio to the empty POST, milliseconds from sending to answer"));
        for (var round = 0; round < rounds; round++)
        {
            var shape = new Shape("ratings", 1, 1_000_000, Requests, Clients);
            var bare = await new Load(empty.Urls, Clients, await empty.PrepareAsync(shape, $"e{round}")).RunAsync(Requests);
            Console.WriteLine(Row("empty POST", bare, bare.PerSecond, 0, 0));
            await OneAsync("Tongban, SQLite", sqlite, bare.PerSecond, round);
            await (postgres is null ? Task.CompletedTask : OneAsync("Tongban, PostgreSQL", postgres, bare.PerSecond, round));
        }
    }

    private static async Task OneAsync(string name, District district, double empty, int round)
    {
        var tokens = await ServeAsync(district);
        var (before, cost) = (await district.ExecuteAsync("select count(*) from rating"), district.Nodes.Sum(node => node.Processor));
        var result = await new Load(district.Urls, Clients, n => Request.Post($"/api/v1/services/{tokens[n]}/ratings", n % 10 == 9 ? """{"stars":1,"tags":["115"]}""" : """{"stars":5,"tags":["517"]}""", $"r{round}-{n:x12}-ratings")).RunAsync(Requests);
        var each = (district.Nodes.Sum(node => node.Processor) - cost) * 1000 / Requests;
        var kept = await district.ExecuteAsync("select count(*) from rating") - before;
        var doubles = await district.ExecuteAsync("select count(*) from (select 1 from rating group by service_id, number having count(*) > 1) twice");
        Console.WriteLine(Row(name, result, empty, result.Of(201) - kept, doubles) + string.Create(CultureInfo.InvariantCulture, $" processor {each:0} us a request"));
    }

    private static string Row(string name, Result result, double empty, long lost, long doubles) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {result.PerSecond:N0}/s ratio {result.PerSecond / empty:0.00} p50 {result.At(.5):0.0} p99 {result.At(.99):0.0} lost {lost} doubles {doubles} {string.Join(' ', result.Statuses.Select(status => $"{status.Key}:{status.Value}"))}");

    // Written with the program's own entity, so that it is what a served person leaves behind.
    private static async Task<List<string>> ServeAsync(District district)
    {
        await using var writer = district.Writer();
        var tokens = new List<string>(Requests);
        while (tokens.Count < Requests)
        {
            tokens.AddRange(await writer.Services.GetRequiredService<IServiceScopeFactory>().InCentreAsync(CurrentCentre.First, async services =>
            {
                var (db, now) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<HallClock>().Now);
                var site = await db.Set<Site>().OrderBy(one => one.Code).Select(one => one.Id).FirstAsync();
                var served = Enumerable.Range(0, AtOnce).Select(_ => new Service(db.CentreId, new RecordedService(ServiceMoment.Hotline, site, null, null, null, null), Codes.Token(), now, Actor.System)).ToList();
                db.AddRange(served);
                await db.SaveChangesAsync();
                return served.Select(one => one.Token).ToList();
            }));
        }

        return tokens;
    }
}
