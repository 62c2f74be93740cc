using System.Diagnostics;
using System.Globalization;
using System.Net;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Setup;

namespace Tongban.Bench.Growth;

/// <summary>What an act costs while history grows: the median of many, one after the other, and its ratio to the smallest history.</summary>
internal sealed class GrowthTable(string? admin, long mostRows)
{
    private const int Times = 300;
    private const string Item = "SU01";

    public async Task RunAsync()
    {
        await using var district = await District.StartAsync(admin);
        await using var app = Tongban(district);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        var clock = scope.ServiceProvider.GetRequiredService<HallClock>();
        var now = clock.Now;
        var calendar = scope.ServiceProvider.GetRequiredService<WorkCalendar>();
        var personal = scope.ServiceProvider.GetRequiredService<PersonalData>();
        var history = new History(district, db, await Specimen.MakeAsync(db, personal, calendar, now.AddDays(-1), clock.Today.AddDays(-1), 0));
        var today = await Specimen.MakeAsync(db, personal, calendar, now, clock.Today, 1);
        Console.WriteLine($"\n### Growth, {(admin is null ? "SQLite" : "PostgreSQL")}\n\n| rows of history | hold a place, ms | ratio | free times, ms | ratio | progress, ms | ratio |\n|---|---|---|---|---|---|---|");
        double[]? first = null;
        for (var rows = 10_000L; rows <= mostRows; rows *= 10)
        {
            await history.GrowToAsync(rows);
            double[] cost = [await HoldAsync(district), await TimesAsync(district), await ProgressAsync(district, today)];
            first ??= cost;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rows:N0} | {string.Join(" | ", cost.Select((ms, n) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.00} | {ms / first[n]:0.00}")))} |"));
        }
    }

    // Only to write the specimens with the program's own entities; it serves nobody.
    private static WebApplication Tongban(District district)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.AddTongban(district.Settings);
        return builder.Build();
    }

    private static async Task<double> HoldAsync(District district)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        var slot = (await district.TimesAsync(Item, 1))[0];
        await district.ExecuteAsync($"update slot set capacity = taken + 1000000 where id = {district.Literal(slot)}");
        return await MedianAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/bookings") { Content = JsonContent.Create(new { slotId = slot, items = new[] { Item } }) };
            request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
            return (await client.SendAsync(request)).StatusCode;
        }, HttpStatusCode.Created);
    }

    private static async Task<double> TimesAsync(District district)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        return await MedianAsync(async () => (await client.GetAsync(new Uri($"/api/v1/sites/H01/places?item={Item}", UriKind.Relative))).StatusCode, HttpStatusCode.OK);
    }

    private static async Task<double> ProgressAsync(District district, Specimen specimen)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        client.DefaultRequestHeaders.Add("Query-Code", specimen.QueryCode);
        return await MedianAsync(async () => (await client.GetAsync(new Uri($"/api/v1/cases/{specimen.CaseNumber}/progress", UriKind.Relative))).StatusCode, HttpStatusCode.OK);
    }

    // The first fifty are not counted: the program is warm before.
    private static async Task<double> MedianAsync(Func<Task<HttpStatusCode>> act, HttpStatusCode wanted)
    {
        var taken = new List<double>();
        for (var n = -50; n < Times; n++)
        {
            var began = Stopwatch.GetTimestamp();
            var status = await act();
            var ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (status != wanted)
            {
                throw new InvalidOperationException($"Answered {(int)status} instead of {(int)wanted}.");
            }

            taken.AddRange(n < 0 ? [] : [ms]);
        }

        return taken.Order().ElementAt(taken.Count / 2);
    }
}
