using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;

namespace Tongban.Tests.Ratings;

public sealed class RatingFiguresTests
{
    [Fact]
    public void The_report_of_2020_comes_out_and_looks_odd()
    {
        var counts = new LevelCounts(41567, 0, 4802, 0, 0);

        Assert.Equal((46369, 46369, 0), (counts.Total, counts.Good, counts.Bad));
        Assert.Equal([RatingLevel.Satisfied], LevelHoles.In(counts, enough: 1000, beside: 50));
    }

    [Fact]
    public void What_a_rule_filled_in_is_in_no_active_figure_and_nothing_to_divide_by_is_nothing()
    {
        var counts = new FigureCounts(10, new(3, 1, 0, 1, 0), DefaultGood: 2, DefaultBad: 0, Excluded: 1, new(1, 1, 0, 1, 1, 0));

        Assert.Equal((7, 9), counts.Of(Share.Rated));
        Assert.Equal((5, 9), counts.Of(Share.Given));
        Assert.Equal((2, 9), counts.Of(Share.Unrated));
        Assert.Equal((6, 7), counts.Of(Share.Good));
        Assert.Equal((4, 5), counts.Of(Share.GivenGood));
        Assert.Equal((1, 7), counts.Of(Share.Bad));
        Assert.Equal([(1, 1), (0, 1), (1, 1)], new[] { Share.Mended, Share.MendedInTime, Share.CalledBack }.Select(counts.Of));
        Assert.All(FigureShares.All, share => Assert.Equal(0, FigureCounts.None.Of(share).Whole));
    }

    [Theory]
    [InlineData("2026-03-05", "2026-03-20", "Day 03-05..03-20")]
    [InlineData("2026-03-01", "2026-03-31", "Month 03-01..03-01")]
    [InlineData("2026-01-31", "2026-04-01", "Day 01-31..01-31 | Month 02-01..03-01 | Day 04-01..04-01")]
    [InlineData("2026-03-15", "2026-04-30", "Day 03-15..03-31 | Month 04-01..04-01")]
    [InlineData("2026-03-15", "2026-04-15", "Day 03-15..04-15")]
    [InlineData("2026-01-01", "2026-12-31", "Month 01-01..12-01")]
    [InlineData("2026-04-02", "2026-04-01", "")]
    public void A_period_is_whole_months_and_the_days_at_its_ends(string from, string through, string parts) =>
        Assert.Equal(parts, string.Join(" | ", SumRange.Of(DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(through, CultureInfo.InvariantCulture)).Select(part => $"{part.Span} {part.From:MM-dd}..{part.Through:MM-dd}")));

    [Theory]
    [InlineData("9 8 7", "9 8 7")]
    [InlineData("9 8 4", "? 8 ?")]
    [InlineData("9 0 4", "? 0 ?")]
    [InlineData("20 4 3", "20 ? ?")]
    [InlineData("20 2 1", "? ? ?")]
    [InlineData("20 30 2 1", "? 30 ? ?")]
    [InlineData("3", "?")]
    [InlineData("0 0", "0 0")]
    public void Few_are_hidden_together_with_so_many_that_they_cannot_be_worked_out(string groups, string told) =>
        Assert.Equal(told, string.Join(' ', SmallGroups.Told([.. groups.Split(' ').Select(long.Parse)]).Select(count => count?.ToString(CultureInfo.InvariantCulture) ?? "?")));

    [Fact]
    public void A_nonsense_period_is_set_right()
    {
        var today = new DateOnly(2026, 11, 24);

        Assert.Equal(new FigurePeriod(today.AddDays(-29), today), FigurePeriod.Of(null, null, today));
        Assert.Equal(new FigurePeriod(new(2026, 1, 1), new(2026, 2, 1)), FigurePeriod.Of(new(2026, 2, 1), new(2026, 1, 1), today));
        Assert.Equal(today, FigurePeriod.Of(new(2026, 1, 1), DateOnly.MaxValue, today).Through);
        Assert.Equal(new DateOnly(2000, 1, 1), FigurePeriod.Of(DateOnly.MinValue, DateOnly.MinValue, today).From);
        Assert.All(FigurePeriod.Usual(today), usual => Assert.True(usual.Period.From <= usual.Period.Through));
    }

    [Fact]
    public async Task Managers_read_the_figures_from_every_side_with_their_formulas()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var manager = await hall.SignedInAsync("m", Role.HallManager);
        var none = await manager.PageAsync("/staff/ratings?From=2025-01-01&Through=2025-01-01");
        Assert.All(Shares(none), share => Assert.Equal("—", share));

        await hall.SignedInAsync("c", Role.Clerk, hall.Windows[0]);
        var clerk = await AccountAsync(app, "c");
        await RateAsync(app, hall, 0, clerk, RatingLevel.VerySatisfied, RatingLevel.Satisfied, RatingLevel.Dissatisfied);
        await Served.AtAsync(app, hall, hall.Windows[1]);
        await app.WithDbAsync(async db =>
        {
            db.Add(new Service(db.CentreId, new RecordedService(ServiceMoment.Hotline, hall.Site.Id, hall.Item.Id, null, null, null), Tongban.Shared.Codes.Token(), app.Clock.Now, Actor.System));
            return await db.SaveChangesAsync();
        });
        await Served.CountAsync(app);

        var page = await manager.PageAsync("/staff/ratings?By=window");

        Assert.Equal(["60.00%", "60.00%", "40.00%", "66.67%", "66.67%", "33.33%", "0.00%", "0.00%", "—"], Shares(page));
        Assert.Contains("主动评价 ÷ 应评价服务（不含评价已剔除的）： 3 ÷ 5", page.QuerySelector(".kpi")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("—", Cells(page, "2 号窗口")[^1]);
        Assert.Equal(["1", "0"], Cells(page, "热线答复")[1..3]);

        // Services have no channel: there is no line for them, and no share of none is 0%.
        var channels = await manager.PageAsync("/staff/ratings?By=channel");
        Assert.Equal(["手机", "—", "3", "1", "1", "0", "1", "0", "—", "—", "—", "66.67%", "66.67%", "33.33%", "0.00%", "0.00%", "—"], Cells(channels, "手机"));
        Assert.Single(channels.QuerySelectorAll("#fg-lines ~ .scroll-x tbody tr"));
        Assert.Contains("共 5 项", channels.QuerySelector("#fg-lines + p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("3", Cells(await manager.PageAsync("/staff/ratings?By=clerk"), "c")[2]);
        Assert.Equal("3", Cells(await manager.PageAsync("/staff/ratings?By=department"), (await app.WithDbAsync(db => db.FindAsync<Tongban.Network.Department>(db.CentreId, hall.Item.DepartmentId).AsTask()))!.NameZh)[2]);
        Assert.Equal(["513 可以全程网上办理", "非常满意", "1", "100.00%"], Cells(await manager.PageAsync("/staff/ratings?By=tag"), "513"));
        Assert.Single((await manager.PageAsync("/staff/ratings?By=time&From=nonsense")).QuerySelectorAll("#fg-lines ~ .scroll-x tbody tr"));

        // The very part that a live screen fetches.
        Assert.StartsWith("<p", (await (await manager.GetAsync("/staff/ratings?handler=Now&By=item")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimStart(), StringComparison.Ordinal);

        // Clerks are listed to those who judge ratings and to nobody else.
        var auditor = await hall.SignedInAsync("a", Role.Auditor);
        Assert.Equal("按网点", (await auditor.PageAsync("/staff/ratings?By=clerk")).QuerySelector("#fg-lines")!.TextContent.Trim());
    }

    [Fact]
    public async Task A_clerk_sees_only_own_months_that_are_over_and_never_a_few()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("c", Role.Clerk, hall.Windows[0]);
        var account = await AccountAsync(app, "c");
        await RateAsync(app, hall, 0, account, [.. Enumerable.Repeat(RatingLevel.Satisfied, 5)]);
        await RateAsync(app, hall, 0, Guid.NewGuid(), RatingLevel.Satisfied);
        await Served.CountAsync(app);

        Assert.True((await clerk.GetAsync("/staff/ratings")).StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Redirect);
        Assert.Null((await clerk.PageAsync("/staff/ratings/mine")).QuerySelector("#mine"));

        // The month is over, and yet the last of it can still be rated.
        var (month, now) = (SumRange.LastOf(app.Clock.Today), app.Clock.Today);
        app.Time.Advance(TimeSpan.FromDays(month.DayNumber - now.DayNumber + 7));
        Assert.Null((await (await AgainAsync(app)).PageAsync("/staff/ratings/mine")).QuerySelector("#mine"));
        app.Time.Advance(TimeSpan.FromDays(1));
        await RateAsync(app, hall, 0, account, [.. Enumerable.Repeat(RatingLevel.VeryDissatisfied, 4)]);
        await Served.CountAsync(app);
        Assert.Equal([now.ToString("yyyy年M月", CultureInfo.InvariantCulture), "5", "0", "5", "0", "0", "0", "100.00%"], Cells(await (await AgainAsync(app)).PageAsync("/staff/ratings/mine"), "年"));

        app.Time.Advance(TimeSpan.FromDays(40));
        Assert.Contains("不列", Cells(await (await AgainAsync(app)).PageAsync("/staff/ratings/mine"), "年")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_rated_too_reads_whole_closed_months_and_nothing_of_a_few()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var manager = await hall.SignedInAsync("m", Role.HallManager, hall.Windows[0]);
        await RateAsync(app, hall, 0, await AccountAsync(app, "m"), [.. Enumerable.Repeat(RatingLevel.VerySatisfied, 6), RatingLevel.Dissatisfied]);
        await RateAsync(app, hall, 1, Guid.NewGuid(), RatingLevel.Satisfied, RatingLevel.Satisfied);
        await Served.CountAsync(app);

        // No post at a window is needed: a case that one has decided is enough.
        var (month, asked) = (SumRange.MonthOf(app.Clock.Today), "/staff/ratings?By=window&From=2026-11-24&Through=2026-11-24");
        var page = await manager.PageAsync(asked);
        Assert.NotNull(page.QuerySelector("#by-month"));
        Assert.Empty(page.QuerySelectorAll("[data-live], .kpi"));
        Assert.DoesNotContain("<option value=\"tag\"", page.Body!.InnerHtml, StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromDays(60));
        var again = await AgainAsync(app, "m");
        var closed = await again.PageAsync(asked);
        Assert.Contains(month.ToString("yyyy年M月1日", CultureInfo.InvariantCulture), closed.QuerySelector("p.tb-2")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["100.00%", "不低于 55.56%", "—"], closed.QuerySelectorAll(".fg-sums dd:not(.sub)").Select(dd => dd.TextContent.Trim()));
        Assert.Contains("2 行", closed.QuerySelector("tfoot td[colspan='6']")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("m", (await again.PageAsync("/staff/ratings?By=clerk")).QuerySelectorAll("tbody th").Select(th => th.TextContent));
    }

    [Fact]
    public async Task The_public_reads_how_many_of_each_level_once_the_month_is_over()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await RateAsync(app, hall, 0, Guid.NewGuid(), [.. Enumerable.Repeat(RatingLevel.VerySatisfied, 5), .. Enumerable.Repeat(RatingLevel.Dissatisfied, 5)]);
        await Served.CountAsync(app);
        Assert.Equal(0, (await app.WithAsync(services => services.GetRequiredService<RatingCounts>().PublicAsync())).Given);
        app.Time.Advance(TimeSpan.FromDays(60));

        var counts = await app.WithAsync(services => services.GetRequiredService<RatingCounts>().PublicAsync());
        Assert.Equal((10L, 5L), (counts.Given, counts.Good));
        Assert.Equal([5, 0, 0, 5, 0], counts.Levels);
        Assert.Contains("50.00%", (await app.NewBrowser().PageAsync("/rate")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Shares(IDocument page) => page.QuerySelectorAll(".kpi dd:not(.sub)").Select(dd => dd.TextContent.Trim());

    private static string[] Cells(IDocument page, string name) => [.. page.QuerySelectorAll("tbody tr").First(row => row.TextContent.Contains(name, StringComparison.Ordinal)).Children.Select(cell => cell.TextContent.Trim())];

    private static async Task<Guid> AccountAsync(TongbanApp app, string name) => (await app.WithAsync(services => services.GetRequiredService<UserManager<StaffAccount>>().FindByNameAsync(name)))!.Id;

    private static async Task<Browser> AgainAsync(TongbanApp app, string name = "c")
    {
        var again = app.NewBrowser();
        await again.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = Hall.Password });
        return again;
    }

    private static async Task RateAsync(TongbanApp app, Hall hall, int window, Guid staffId, params RatingLevel[] levels)
    {
        foreach (var level in levels)
        {
            var (_, service) = await Served.AtAsync(app, hall, hall.Windows[window], staffId);
            EvaluationTag[] tags = level == RatingLevel.VerySatisfied ? [app.Services.GetRequiredService<EvaluationTags>().Find("513")] : [];
            await app.WithAsync(services => services.GetRequiredService<Evaluation>()
                .RateAsync(service.Token, new Opinion(level, tags, level.IsBad ? "慢" : ""), RatingChannel.Mobile, null, Actor.Guest));
        }
    }
}
