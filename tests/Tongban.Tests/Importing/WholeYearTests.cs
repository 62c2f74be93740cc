using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Banks.Desk;
using Tongban.Benefits;
using Tongban.Benefits.Months;
using Tongban.Enterprises;
using Tongban.Importing;
using Tongban.Ratings;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;

namespace Tongban.Tests.Importing;

/// <summary>The whole year: begun by the command line, killed in the middle of it, and gone on with.</summary>
[Trait("Speed", "Slow")]
public sealed class WholeYearTests
{
    [Fact]
    public async Task Killed_in_the_middle_and_begun_again_it_comes_to_the_figures_of_the_year()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is not null, "Once is enough, and the command is killed on SQLite's own file.");
        await using var app = await YearFolder.StartAsync();
        await KilledAsync(app);
        var begun = await app.WithDbAsync(db => db.Set<ImportCheckpoint>().SumAsync(one => one.Records));
        Assert.InRange(begun, 25_000, 72_000);

        await app.Services.GetRequiredService<YearImport>().RunAsync("year2020", new ImportFolder(YearFolder.Shipped, ShippedData.Folder("district")), _ => { }, TestContext.Current.CancellationToken);

        Assert.Empty(await YearFolder.RejectsAsync(app));
        var figures = Figures();
        var year = await app.WithAsync(services => services.GetRequiredService<YearBooks>().OfAsync(2020, default));
        var kinds = await app.WithDbAsync(db => db.Set<BenefitKind>().ToDictionaryAsync(kind => kind.Code, kind => kind.Id));
        Assert.Equal(figures["NEW_ENTITIES"], $"{year.Registered}");
        Assert.Equal(figures["FTZ_ENTITIES"], $"{year.InFtz}");
        Assert.Equal(figures["HELPED"], $"{year.Rows.Sum(row => row.Net)}");
        Assert.Equal(figures["HELPED_DISTINCT"], $"{year.Helped}");
        Assert.Equal(figures["SAVED_TOTAL"], Yuan(year.Rows));
        Assert.Equal((figures["SEAL_ENTERPRISES"], figures["SEALS"], figures["SEAL_COST"]), Of("seal_set"));
        Assert.Equal((figures["TAX_DEVICES"], figures["TAX_DEVICES"], figures["TAX_DEVICE_COST"]), Of("tax_device"));
        Assert.Equal((figures["MAILINGS"], figures["MAILINGS"], figures["MAILING_COST"]), Of("invoice_mailing"));
        var waived = await app.WithAsync(services => services.GetRequiredService<WaiverSums>().OfAsync(null, default));
        Assert.Equal(figures["BANK_WAIVERS"], new Tongban.Kernel.Money(waived.Sum(sum => sum.Fen)).ToYuanText());
        Assert.Equal(figures["WAIVED_ENTERPRISES"], $"{await app.WithDbAsync(db => db.Set<Tongban.Banks.Waiver>().Select(one => one.EnterpriseId).Distinct().CountAsync())}");

        var share = await app.WithAsync(services => Task.FromResult(services.GetRequiredService<Formats>()));
        Assert.Equal(figures["SERVICES"], $"{await app.WithDbAsync(db => db.Set<Service>().CountAsync())}");
        Assert.Equal(figures["RATED_CASES"], $"{await app.WithDbAsync(db => db.Set<Service>().Select(service => service.CaseNumber).Distinct().CountAsync())}");
        var counts = await app.WithDbAsync(db => db.CountedRatings().GroupBy(rating => rating.Level).Select(level => new { level.Key, Count = level.LongCount() }).ToListAsync());
        var levels = LevelCounts.Of(counts.Select(level => (level.Key, level.Count)));
        Assert.Equal(new LevelCounts(41_567, 0, 4_802, 0, 0), levels);
        Assert.Equal(
            [figures["RATINGS"], figures["RATINGS_5"], figures["RATINGS_4"], figures["RATINGS_3"], figures["RATINGS_BAD"]],
            [$"{levels.Total}", $"{levels.VerySatisfied}", $"{levels.Satisfied}", $"{levels.BasicallySatisfied}", $"{levels.Bad}"]);
        Assert.Equal((figures["SATISFACTION_RATE"] + "%", figures["VERY_SATISFIED_RATE"] + "%"), (share.Share(levels.Good, levels.Total), share.Share(levels.VerySatisfied, levels.Total)));
        Assert.Equal(figures["RATING_RATE"] + "%", share.Share(levels.Total, long.Parse(figures["SERVICES"], CultureInfo.InvariantCulture)));
        Assert.Equal([Tongban.Kernel.RatingLevel.Satisfied], LevelHoles.In(levels, enough: 1000, beside: 50));

        // What nobody sees in so many rows a rule does: one level is used by nobody.
        await app.WithAsync(services => services.GetRequiredService<FairPlayWatch>().LookAtImportedAsync());
        Assert.Equal((FairPlayRule.LevelNeverUsed, "41567,0,4802,0,0"), await app.WithDbAsync(db => db.Set<FairPlayAlert>().Select(alert => new ValueTuple<FairPlayRule, string>(alert.Rule, alert.Levels)).SingleAsync()));

        // The sums that figures are read from say the same, and rows and journal agree with them.
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<RatingSumming>().RunToEndAsync();
            var (from, through) = (new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31));
            var read = services.GetRequiredService<RatingFigures>();
            foreach (var by in Enum.GetValues<SumBy>().Where(by => by != SumBy.Tag))
            {
                var sum = FigureCounts.Sum((await read.ByAsync(by, from, through)).Select(one => one.Counts));
                Assert.Equal((levels, 51_488), (sum.Levels, sum.Services));
            }

            Assert.True((await services.GetRequiredService<SumCheck>().RunAsync()).Agrees);
            return 0;
        });
        Assert.Equal(51_488 + 46_369, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "service.ended" || fact.What == "rating.given")));

        // Every month's books agree, and each opens with what the one before closed with.
        var books = await Task.WhenAll(Enumerable.Range(1, 12).Select(month => app.WithAsync(services => services.GetRequiredService<MonthBooks>().OfAsync(new DateOnly(2020, month, 1), default))));
        Assert.All(books, month => Assert.Empty(month.Faults));
        Assert.Equal(books[..^1].Select(month => month.Sums.Sum(sum => sum.ClosingFen)), books[1..].Select(month => month.Sums.Sum(sum => sum.OpeningFen)));
        Assert.Equal(figures["SAVED_TOTAL"], new Tongban.Kernel.Money(books.Sum(month => month.Sums.Sum(sum => sum.GrantedFen))).ToYuanText());
        Assert.Equal(22_936 + 23_328 + 371, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Subject == nameof(Enterprise) || fact.Subject == nameof(Grant) || fact.Subject == "Waiver")));

        (string, string, string) Of(string kind)
        {
            var rows = year.Rows.Where(row => row.KindId == kinds[kind]).ToList();
            return ($"{rows.Sum(row => row.Net)}", $"{rows.Sum(row => row.Units)}", Yuan(rows));
        }
    }

    private static string Yuan(IEnumerable<YearRow> rows) => new Tongban.Kernel.Money(rows.Sum(row => row.CostFen)).ToYuanText();

    private static Dictionary<string, string> Figures()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(YearFolder.Shipped, "expected_figures.json")));
        return file.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!, figure => figure.GetProperty("ledger_value").GetString()!);
    }

    // As kill -9 does it, when a good part is in.
    private static async Task KilledAsync(TongbanApp app)
    {
        var root = HouseRules.Repository();
        var program = Path.Combine(root, "src", "Tongban", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "tongban.dll");
        var start = new ProcessStartInfo("dotnet", [program, "import", "year2020", "--from", YearFolder.Shipped, "--data", app.Settings.DataFolder, "--rejects", Path.Combine(app.Settings.DataFolder, "rejects.csv")])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_CONTENTROOT"] = Path.Combine(root, "src", "Tongban");
        using var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("services", StringComparison.Ordinal))
            {
                // Until the second file is under way.
            }
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }
}
