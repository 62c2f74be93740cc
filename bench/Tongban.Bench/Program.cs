using System.Globalization;
using Tongban.Bench.Crowd;
using Tongban.Bench.Figures;
using Tongban.Bench.Growth;
using Tongban.Bench.HallDay;
using Tongban.Bench.Pages;
using Tongban.Bench.Rating;
using Tongban.Bench.Storm;
using Tongban.Bench.Storm.Usual;
using Tongban.Bench.Terms;

var admin = Environment.GetEnvironmentVariable("TONGBAN_TEST_POSTGRES") is { Length: > 0 } given ? given : null;
var work = args switch
{
    // Servers of a measurement, in processes of their own.
    ["usual", var way, "--port", var port] => UsualServer.RunAsync(way, Number(port)),
    ["empty", "--port", var port] => EmptyServer.RunAsync(Number(port)),

    ["storm", ..] => new StormTable(admin, NumberAt(1, 3), NumberAt(2, int.MaxValue)).RunAsync(),
    ["ratings", "sqlite", ..] => RatingsRush.RunAsync(admin: null, NumberAt(2, 3)),
    ["ratings", ..] => RatingsRush.RunAsync(admin, NumberAt(1, 3)),
    ["pages", ..] => new PagesTable(NumberAt(1, 5)).RunAsync(),
    ["growth", "postgres", ..] => new GrowthTable(admin ?? throw new InvalidOperationException("There is no PostgreSQL."), NumberAt(2, 1_000_000), NumberAt(3, 300)).RunAsync(),
    ["growth", ..] => new GrowthTable(admin: null, NumberAt(1, 1_000_000), NumberAt(2, 300)).RunAsync(),
    ["terms", ..] => Task.Run(() => TermsTable.Run(NumberAt(1, 1_000_000), NumberAt(2, 5))),
    ["figures", "postgres", ..] => new FiguresTable(admin ?? throw new InvalidOperationException("There is no PostgreSQL."), NumberAt(2, 1_000_000), NumberAt(3, 20)).RunAsync(),
    ["figures", ..] => new FiguresTable(admin: null, NumberAt(1, 1_000_000), NumberAt(2, 20)).RunAsync(),
    ["replay", ..] => Console.Out.WriteLineAsync(ReplayReport.Of(NumberAt(1, 1))),
    ["hall", ..] => HallAsync(),
    ["crowd", "postgres", ..] => new CrowdBench(admin ?? throw new InvalidOperationException("There is no PostgreSQL."), TimeSpan.FromSeconds(NumberAt(2, 60)), NumberAt(3, 100)).RunAsync(),
    ["crowd", ..] => new CrowdBench(admin: null, TimeSpan.FromSeconds(NumberAt(2, 60)), NumberAt(3, 100)).RunAsync(),
    _ => Rounds.RunAsync(admin, args.Length > 0 ? args[0] : null, NumberAt(1, 3), Shape.Of(args), anew: args.Contains("anew")),
};
await work;

async Task HallAsync()
{
    var place = args.Length > 1 ? args[1] : "sqlite";
    await HallDayBench.RunAsync(place, place == "sqlite" ? null : admin, NumberAt(2, 100), NumberAt(3, 5000));
    Console.WriteLine(ReplayReport.Of(seed: 1));
}

int NumberAt(int index, int otherwise) => args.Length > index ? Number(args[index]) : otherwise;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
