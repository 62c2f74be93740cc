using System.Globalization;
using System.Text.Json;
using Tongban.Bench.Growth;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Bench.Pages;

/// <summary>
/// Pages that many open at once, a second, against an empty Razor page and a file: medians of rounds in which each is asked
/// for in turn.
/// </summary>
internal sealed class PagesTable(int rounds)
{
    private const int Connections = 32;

    // By time, not by number: a page that takes fifty times as long as a file would take fifty times as long to measure.
    private static readonly TimeSpan Each = TimeSpan.FromSeconds(1.5);

    // The first round is not counted: until the program has compiled its pages well.
    private static readonly TimeSpan First = TimeSpan.FromSeconds(4);
    private const string Item = "SU01";

    public async Task RunAsync()
    {
        await using var district = await District.StartAsync(null);
        await using var empty = await Server.StartAsync(typeof(PagesTable).Assembly.Location, ["empty"], "/empty");
        var opened = await OpenedCaseAsync(district);
        var pages = new List<(string Name, Server Server, string Path, string? Cookies)>
        {
            ("a file", empty, EmptyServer.File, null),
            ("an empty Razor page", empty, "/empty", null),
            ("portal home", district.Nodes[0], "/", null),
            ("list of guides", district.Nodes[0], "/guide", null),
            ("a guide", district.Nodes[0], $"/guide/{Item}", null),
            ("booking: days and times", district.Nodes[0], $"/book/{Item}/times?item={Item}&site=H01", null),
            ("a booking that is held", district.Nodes[0], await HeldAsync(district), null),
            ("progress: asks for the number", district.Nodes[0], "/progress", null),
            ("progress of a case", district.Nodes[0], $"/progress/{opened.Number}", opened.Cookies),
        };
        var measured = pages.ToDictionary(page => page.Name, _ => new List<(Result Result, double Processor)>());
        for (var round = -1; round < rounds; round++)
        {
            foreach (var (name, server, path, cookies) in pages)
            {
                var request = Request.Get(path, cookies);
                var before = server.Processor;
                var result = await new Load([server.Url], Connections, _ => request).RunAsync(int.MaxValue, round < 0 ? First : Each);
                if (round >= 0)
                {
                    measured[name].Add((result, (server.Processor - before) / result.Latencies.Length));
                }
            }
        }

        Tell(measured);
    }

    private static async Task<(string Number, string Cookies)> OpenedCaseAsync(District district)
    {
        await using var app = district.Writer();
        await using var scope = app.Services.CreateAsyncScope();
        var (services, clock) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<HallClock>());
        var specimen = await Specimen.MakeAsync(services.GetRequiredService<TongbanDb>(), services.GetRequiredService<PersonalData>(), services.GetRequiredService<WorkCalendar>(), clock.Now, clock.Today, 0);
        return (specimen.CaseNumber, await OpenedCase.OpenAsync(district.Urls[0], specimen));
    }

    private static void Tell(Dictionary<string, List<(Result Result, double Processor)>> measured)
    {
        var unit = Median(measured["an empty Razor page"], one => one.Result.PerSecond);
        Console.WriteLine("\n| | pages/s | ratio | p50, ms | p99, ms | processor, ms a page | other than 200 |\n|---|---|---|---|---|---|---|");
        foreach (var (name, all) in measured)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {Median(all, one => one.Result.PerSecond):N0} | {Median(all, one => one.Result.PerSecond) / unit:0.000} | {Median(all, one => one.Result.At(.5)):0.0} | {Median(all, one => one.Result.At(.99)):0.0} | {Median(all, one => one.Processor):0.00} | {all.Sum(one => one.Result.Latencies.Length - one.Result.Of(200))} |"));
        }
    }

    private static double Median(List<(Result Result, double Processor)> all, Func<(Result Result, double Processor), double> of) => all.Select(of).Order().ElementAt(all.Count / 2);

    private static async Task<string> HeldAsync(District district)
    {
        using var client = new HttpClient { BaseAddress = district.Urls[0] };
        client.DefaultRequestHeaders.Add("Idempotency-Key", $"{Guid.NewGuid()}");
        var slot = (await district.TimesAsync(Item, 1))[0];
        using var answer = await client.PostAsJsonAsync(new Uri("/api/v1/bookings", UriKind.Relative), new { slotId = slot, items = new[] { Item } });
        var booking = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return $"/book/hold/{booking.GetProperty("token").GetString()}";
    }
}
