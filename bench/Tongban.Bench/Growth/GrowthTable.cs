using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Bench.Growth;

/// <summary>What an act costs while history grows: the median of many, one after the other, and its ratio to the smallest history.</summary>
internal sealed class GrowthTable(string? admin, long mostRows, int times)
{
    private const string Item = "SU01";

    // Not counted: the program is warm before.
    private int Warm => Math.Min(50, times);

    private static readonly string[] Acts = ["hold a place", "free times", "next call", "find a case", "progress page"];

    public async Task RunAsync()
    {
        await using var district = await District.StartAsync(admin);
        await using var app = district.Writer();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var (db, clock) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<HallClock>());
        var (now, calendar, personal) = (clock.Now, services.GetRequiredService<WorkCalendar>(), services.GetRequiredService<PersonalData>());
        var history = new History(district, db, await Specimen.MakeAsync(db, personal, calendar, now.AddDays(-1), clock.Today.AddDays(-1), 0));
        var today = await Specimen.MakeAsync(db, personal, calendar, now, clock.Today, 1);
        using var calls = new NextCalls(district, db, clock, services.GetRequiredService<IPasswordHasher<StaffAccount>>(), Item);
        await calls.SitDownAsync();
        Console.WriteLine($"\n### Growth, {(admin is null ? "SQLite" : "PostgreSQL")}\n\nMedians of {times}, in milliseconds, and the ratio to the smallest history.\n");
        Console.WriteLine($"| rows of history | {string.Join(" | ", Acts.Select(act => $"{act} | ratio"))} | grown in, s | measured in, s |\n|---|{string.Concat(Acts.Select(_ => "---|---|"))}---|---|");
        double[]? first = null;
        for (var (rows, round) = (10_000L, 0); rows <= mostRows; rows *= 10, round++)
        {
            var began = Stopwatch.GetTimestamp();
            await history.GrowToAsync(rows);
            var grown = Stopwatch.GetElapsedTime(began);
            double[] cost = [await HoldAsync(district, round), await TimesAsync(district), await CallAsync(calls), await FindAsync(district, today), await ProgressAsync(district, today)];
            first ??= cost;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {history.Rows:N0} | {string.Join(" | ", cost.Select((ms, n) => string.Create(CultureInfo.InvariantCulture, $"{ms:0.00} | {ms / first[n]:0.00}")))} | {grown.TotalSeconds:0} | {(Stopwatch.GetElapsedTime(began) - grown).TotalSeconds:0} |"));
        }
    }

    // A time that nobody has booked yet, each time.
    private async Task<double> HoldAsync(District district, int round)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        var slot = (await district.TimesAsync(Item, round + 1))[round];
        await district.ExecuteAsync($"update slot set capacity = taken + 1000000 where id = {district.Literal(slot)}");
        return await MedianAsync(async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/bookings") { Content = JsonContent.Create(new { slotId = slot, items = new[] { Item } }) };
            request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
            return (await client.SendAsync(request)).StatusCode;
        }, HttpStatusCode.Created);
    }

    private async Task<double> TimesAsync(District district)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        return await MedianAsync(async () => (await client.GetAsync(new Uri($"/api/v1/sites/H01/places?item={Item}", UriKind.Relative))).StatusCode, HttpStatusCode.OK);
    }

    private async Task<double> CallAsync(NextCalls calls) => Median([.. await calls.MeasureAsync(Warm, times)]);

    // By number and query code, over the API: a write counts the tries.
    private async Task<double> FindAsync(District district, Specimen specimen)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        client.DefaultRequestHeaders.Add("Query-Code", specimen.QueryCode);
        return await MedianAsync(async () => (await client.GetAsync(new Uri($"/api/v1/cases/{specimen.CaseNumber}/progress", UriKind.Relative))).StatusCode, HttpStatusCode.OK);
    }

    private async Task<double> ProgressAsync(District district, Specimen specimen)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = district.Urls[0] };
        client.DefaultRequestHeaders.Add("Cookie", await OpenedCase.OpenAsync(district.Urls[0], specimen));
        return await MedianAsync(async () => (await client.GetAsync(new Uri($"/progress/{specimen.CaseNumber}", UriKind.Relative))).StatusCode, HttpStatusCode.OK);
    }

    private async Task<double> MedianAsync(Func<Task<HttpStatusCode>> act, HttpStatusCode wanted)
    {
        var taken = new List<double>();
        for (var n = -Warm; n < times; n++)
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

        return Median(taken);
    }

    private static double Median(List<double> taken) => taken.Order().ElementAt(taken.Count / 2);
}
