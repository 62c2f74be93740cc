using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Commands;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Figures;

namespace Tongban.Tests.Ratings;

/// <summary>The sums that figures are read from are what the rows say, whoever writes meanwhile.</summary>
public sealed class RatingSumsTests
{
    [Fact]
    public async Task Ratings_that_arrive_while_days_are_counted_are_neither_missed_nor_counted_twice()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var services = new List<Service>();
        for (var n = 0; n < 40; n++)
        {
            services.Add(await Served.ServiceAsync(app, hall));
        }

        using var done = new CancellationTokenSource();
        var counting = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                await app.WithAsync(scope => scope.GetRequiredService<RatingSumming>().RunAsync());
            }
        })).ToList();
        await Parallel.ForEachAsync(services, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (service, _) =>
            await app.WithAsync(scope => scope.GetRequiredService<Evaluation>().RateAsync(service.Token, new Opinion(RatingLevel.Satisfied, [], ""), RatingChannel.Mobile, null, Actor.Guest)));
        await done.CancelAsync();
        await Task.WhenAll(counting);
        await Served.CountAsync(app);

        var total = await TotalAsync(app);
        Assert.Equal((40L, 40L), (total.Services, total.Levels.Satisfied));
        Assert.True(await AgreesAsync(app));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Tongban.Shared.Data.DayToCount>().CountAsync()));
    }

    [Fact]
    public async Task An_additional_rating_changes_nothing_an_excluded_one_leaves_and_rebuilding_comes_to_the_same()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (bad, good) = (await Served.ServiceAsync(app, hall), await Served.ServiceAsync(app, hall));
        var rating = await RateAsync(app, bad, RatingLevel.Dissatisfied);
        await RateAsync(app, good, RatingLevel.VerySatisfied);
        await RateAsync(app, good, RatingLevel.VeryDissatisfied, Evaluation.Additional);
        await Served.CountAsync(app);
        var before = await TotalAsync(app);
        Assert.Equal((2L, 1L, 1L, 2L), (before.Services, before.Levels.VerySatisfied, before.Levels.Bad, before.Mending.Due));

        await app.WithDbAsync(async db =>
        {
            var one = await db.Set<Rectification>().SingleAsync(of => of.RatingId == rating.Id);
            db.Entry(one).Property(of => of.ExcludedOn).CurrentValue = app.Clock.Today;
            typeof(Entity).GetMethod("Happened", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!.Invoke(one, ["rectification.excluded", app.Clock.Now, Actor.System, null]);
            return await db.SaveChangesAsync();
        });
        await Served.CountAsync(app);
        var after = await TotalAsync(app);
        Assert.Equal((2L, 1L, 0L, 1L, 1L), (after.Services, after.Levels.VerySatisfied, after.Levels.Bad, after.Excluded, after.Mending.Due));
        Assert.Equal((0L, 1L), after.Of(Share.Unrated));
        Assert.True(await AgreesAsync(app));

        // A line that somebody has changed by hand is found, and rebuilding mends it.
        var lines = await LinesAsync(app);
        await app.WithDbAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db.Set<RatingSum>().Where(sum => sum.Span == SumSpan.Day).ExecuteUpdateAsync(sum => sum.SetProperty(one => one.Satisfied, 7));
            await transaction.CommitAsync();
            return 0;
        });
        Assert.False(await AgreesAsync(app));
        await app.WithAsync(async scope =>
        {
            await FiguresCommand.RebuildAsync(scope, TextWriter.Null, default);
            return 0;
        });
        Assert.True(await AgreesAsync(app));
        Assert.Equal(lines, await LinesAsync(app));
    }

    [Fact]
    public async Task The_public_reads_whole_months_that_are_over_without_the_few_as_page_workbook_and_paper()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.WithDbAsync(async db =>
        {
            var version = await db.Set<Tongban.Catalogue.ItemVersion>().FirstAsync(one => one.ItemId == hall.Item.Id);
            db.Entry(version).Property(one => one.NameZh).CurrentValue = "=HYPERLINK(\"x\")<b>事项";
            return await db.SaveChangesAsync();
        });
        for (var n = 0; n < 6; n++)
        {
            await RateAsync(app, await Served.ServiceAsync(app, hall), RatingLevel.Satisfied);
        }

        await Served.CountAsync(app);
        var anybody = app.NewBrowser();
        Assert.Contains("还没有可以公开的月份", (await anybody.PageAsync("/open/ratings")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anybody.GetAsync("/open/ratings?handler=Pdf")).StatusCode);

        app.Time.Advance(TimeSpan.FromDays(60));
        foreach (var (month, code) in new[] { ("abc", "rating.month-unreadable"), ("2026-13", "rating.month-unreadable"), ("<x>", "rating.month-unreadable"), ("2026-10", "rating.month-not-published"), ("2027-01", "rating.month-not-published") })
        {
            foreach (var handler in new[] { "", "&handler=Xlsx", "&handler=Pdf" })
            {
                var refused = await anybody.GetAsync($"/open/ratings?month={Uri.EscapeDataString(month)}{handler}");
                Assert.Equal((422, code), ((int)refused.StatusCode, refused.RefusalCode()));
                Assert.Empty((await refused.PageAsync()).QuerySelectorAll(".fg-sums"));
            }
        }

        foreach (var month in new[] { "", "?month=2026-11" })
        {
            var page = await anybody.PageAsync("/open/ratings" + month);
            Assert.Equal(["100.00%", "100.00%", "0.00%"], page.QuerySelectorAll(".fg-sums dd:not(.sub)").Select(dd => dd.TextContent.Trim()));
            Assert.Contains("=HYPERLINK(\"x\")<b>事项", page.QuerySelector("details.fg-body")!.TextContent, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("svg.fg-trend[role=img] + *, .scroll-x ~ details table"));
        }

        var workbook = await (await anybody.GetAsync("/open/ratings?handler=Xlsx")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        using var zip = new ZipArchive(new MemoryStream(workbook));
        var sheets = string.Concat(zip.Entries.Where(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal)).Select(entry => new StreamReader(entry.Open()).ReadToEnd()));
        Assert.Contains("=HYPERLINK(&quot;x&quot;)&lt;b&gt;事项", sheets.Replace("\"x\"", "&quot;x&quot;", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("<x:f>", sheets, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", sheets, StringComparison.Ordinal);
        var paper = await (await anybody.GetAsync("/open/ratings?handler=Pdf")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal("%PDF", System.Text.Encoding.ASCII.GetString(paper[..4]));
        Assert.Equal(paper, await (await anybody.GetAsync("/open/ratings?handler=Pdf")).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task While_days_wait_the_page_says_how_far_the_sums_are_and_otherwise_up_to_when_all_is_counted()
    {
        // Counted when the test says so, and not by the second.
        await using var app = await TongbanApp.StartAsync(services => services.Remove(services.Single(service => service.ImplementationType == typeof(RatingSummingWork))));
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("m", Role.HallManager);
        async Task<(string? Behind, string Head)> ReadAsync()
        {
            var page = await manager.PageAsync("/staff/ratings");
            return (page.QuerySelector("#behind")?.TextContent, page.QuerySelector("#figures > p")!.TextContent);
        }

        await Served.ServiceAsync(app, hall);
        Assert.Contains("还没有汇总过", (await ReadAsync()).Behind, StringComparison.Ordinal);
        await Served.CountAsync(app);
        var full = await ReadAsync();
        Assert.Null(full.Behind);
        Assert.Contains($"更新到 11月24日 周二 {app.Clock.TimeOfDay:H:mm}", full.Head, StringComparison.Ordinal);

        // A year comes in: more days than one round counts. Up to when all is counted stands still until none is left.
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await app.WithDbAsync(async db =>
        {
            db.AddRange(Enumerable.Range(0, 70).Select(n => new Service(db.CentreId, new RecordedService(ServiceMoment.Hotline, hall.Site.Id, null, null, null, null), Tongban.Shared.Codes.Token(), app.Clock.Now.AddDays(-n), Actor.System)));
            return await db.SaveChangesAsync();
        });
        Assert.NotNull((await app.NewBrowser().PageAsync("/open/ratings")).QuerySelector("#behind"));
        for (var left = 70; left > 0; left -= RatingSumming.DaysAtOnce)
        {
            var (behind, head) = await ReadAsync();
            Assert.Contains($"已汇总到 11月24日 周二 {app.Clock.TimeOfDay.AddMinutes(-5):H:mm}。还有 {left} 天", behind, StringComparison.Ordinal);
            Assert.DoesNotContain("更新到", head, StringComparison.Ordinal);
            await app.WithAsync(services => services.GetRequiredService<RatingSumming>().RunAsync());
        }

        Assert.Null((await app.NewBrowser().PageAsync("/open/ratings")).QuerySelector("#behind"));

        // And in a quiet hour it goes on: nothing has been said, so nothing is missing.
        Assert.Contains($"更新到 11月24日 周二 {app.Clock.TimeOfDay:H:mm}", (await ReadAsync()).Head, StringComparison.Ordinal);
        app.Time.Advance(TimeSpan.FromMinutes(20));
        await app.WithAsync(services => services.GetRequiredService<RatingSumming>().RunAsync());
        Assert.Contains($"更新到 11月24日 周二 {app.Clock.TimeOfDay:H:mm}", (await ReadAsync()).Head, StringComparison.Ordinal);
    }

    private static Task<FigureCounts> TotalAsync(TongbanApp app) => app.WithAsync(scope => scope.GetRequiredService<RatingFigures>().TotalAsync(app.Clock.Today, app.Clock.Today));

    private static Task<bool> AgreesAsync(TongbanApp app) => app.WithAsync(scope => FiguresCommand.CheckAsync(scope, TextWriter.Null, default));

    private static Task<Rating> RateAsync(TongbanApp app, Service service, RatingLevel level, int number = Evaluation.First) => app.WithAsync(scope =>
        scope.GetRequiredService<Evaluation>().RateAsync(new Rate(service.Token, new Opinion(level, [], level.IsBad ? "慢" : ""), RatingChannel.Mobile, null, Actor.Guest, number)));

    private static Task<List<string>> LinesAsync(TongbanApp app) => app.WithDbAsync(async db =>
        (await db.Set<RatingSum>().AsNoTracking().ToListAsync()).Select(sum => $"{sum.By} {sum.Span} {sum.On} {sum.Key} {sum.Counts()}").Order().ToList());
}
