using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Commands;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Ratings;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Figures.Open;

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
        foreach (var month in new[] { "", "?month=9999-99", "?month=2026-13&month=<x>" })
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
    public void Nothing_of_a_few_can_be_worked_out_from_what_is_published()
    {
        var month = new DateOnly(2026, 10, 1);
        FigureLine Line(string name, long ratings) => new(name, FigureCounts.None with { Services = ratings, Levels = new(ratings, 0, 0, 0, 0) });
        PublishedMonth Of(params (string Body, long[] Items)[] bodies)
        {
            var lines = bodies.Select(body => (body.Body, (IReadOnlyList<FigureLine>)[.. body.Items.Select((count, n) => Line($"{body.Body}{n}", count))])).ToList();
            return PublishedMonth.Of(month, "", [Line("H01", lines.Sum(body => body.Item2.Sum(item => item.Counts.Given)))], lines);
        }

        // One item of two: its body's sum would tell; so both are hidden, and their body stands.
        var one = Of(("A", [20, 3]), ("B", [30]));
        Assert.Equal(["A0 hidden", "A1 hidden", "B0 30"], Shown(one));
        Assert.Equal([false, false], one.Bodies.Select(body => body.Line.IsHidden));

        // A body of a few takes the next smallest with it, with all their items.
        var two = Of(("A", [20, 10]), ("B", [2]), ("C", [9, 6]));
        Assert.Equal(["A0 20", "A1 10"], Shown(two));
        Assert.Equal([false, true, true], two.Bodies.Select(body => body.Line.IsHidden));
        Assert.All(two.Bodies.Where(body => body.Line.IsHidden), body => Assert.True(body.Line.Counts.IsNothing));

        Assert.True(Of(("A", [4])).Total.IsHidden);

        static IEnumerable<string> Shown(PublishedMonth of) => of.Bodies.SelectMany(body => body.Items).Select(item => $"{item.Name} {(item.IsHidden ? "hidden" : $"{item.Counts.Given}")}");
    }

    private static Task<FigureCounts> TotalAsync(TongbanApp app) => app.WithAsync(scope => scope.GetRequiredService<RatingFigures>().TotalAsync(app.Clock.Today, app.Clock.Today));

    private static Task<bool> AgreesAsync(TongbanApp app) => app.WithAsync(scope => FiguresCommand.CheckAsync(scope, TextWriter.Null, default));

    private static Task<Rating> RateAsync(TongbanApp app, Service service, RatingLevel level, int number = Evaluation.First) => app.WithAsync(scope =>
        scope.GetRequiredService<Evaluation>().RateAsync(new Rate(service.Token, new Opinion(level, [], level.IsBad ? "慢" : ""), RatingChannel.Mobile, null, Actor.Guest, number)));

    private static Task<List<string>> LinesAsync(TongbanApp app) => app.WithDbAsync(async db =>
        (await db.Set<RatingSum>().AsNoTracking().ToListAsync()).Select(sum => $"{sum.By} {sum.Span} {sum.On} {sum.Key} {sum.Counts()}").Order().ToList());
}
