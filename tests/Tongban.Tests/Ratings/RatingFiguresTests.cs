using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Figures;

namespace Tongban.Tests.Ratings;

public sealed class RatingFiguresTests
{
    [Fact]
    public void The_report_of_2020_comes_out_and_looks_odd()
    {
        var counts = new LevelCounts(41567, 0, 4802, 0, 0);

        Assert.Equal((46369, 46369, 0), (counts.Total, counts.Good, counts.Bad));
        Assert.True(counts.LooksOdd);
    }

    [Fact]
    public async Task Managers_read_the_figures_with_their_formulas()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        await RateAsync(app, hall, 0, RatingLevel.VerySatisfied, RatingLevel.Satisfied, RatingLevel.Dissatisfied);
        await Served.AtAsync(app, hall, hall.Windows[1]);
        var manager = await hall.SignedInAsync("m", Role.HallManager);

        var page = await manager.PageAsync("/staff/ratings");

        var shares = page.QuerySelectorAll(".kpi dd:not(.sub)").Select(dd => dd.TextContent.Trim());
        Assert.Equal(["66.67%", "75.00%", "33.33%"], shares);
        Assert.Contains("已评价服务 3 ÷ 应评价服务 4", page.QuerySelector(".kpi")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("—", page.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains("2 号窗口", StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nothing_to_divide_there_is_a_dash()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var page = await (await hall.SignedInAsync("m", Role.HallManager)).PageAsync("/staff/ratings?From=2026-01-01&Through=2025-01-01");

        Assert.All(page.QuerySelectorAll(".kpi dd:not(.sub)"), dd => Assert.Equal("—", dd.TextContent.Trim()));
    }

    [Fact]
    public async Task A_clerk_sees_only_own_counts_and_not_todays()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("c", Role.Clerk, hall.Windows[0]);
        var account = await app.WithAsync(services => services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<StaffAccount>>().FindByNameAsync("c"));
        await RateAsync(app, hall, 0, account!.Id, [.. Enumerable.Repeat(RatingLevel.Satisfied, MineModel.Enough)]);
        await RateAsync(app, hall, 0, Guid.NewGuid(), RatingLevel.Satisfied);

        Assert.Equal(HttpStatusCode.NotFound, NotAllowed(await clerk.GetAsync("/staff/ratings")));
        Assert.Null(await SatisfiedAsync(clerk));
        app.Time.Advance(TimeSpan.FromDays(1));
        var again = app.NewBrowser();
        await again.SubmitAsync("/staff/sign-in", new() { ["Name"] = "c", ["Password"] = Hall.Password });
        Assert.Equal($"{MineModel.Enough}", await SatisfiedAsync(again));
    }

    [Fact]
    public async Task A_few_ratings_are_not_listed_lest_the_clerk_remember_whose_they_are()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.SignedInAsync("c", Role.Clerk, hall.Windows[0]);
        var account = await app.WithAsync(services => services.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<StaffAccount>>().FindByNameAsync("c"));
        await RateAsync(app, hall, 0, account!.Id, [.. Enumerable.Repeat(RatingLevel.VeryDissatisfied, MineModel.Enough - 1)]);
        app.Time.Advance(TimeSpan.FromDays(1));
        var clerk = app.NewBrowser();
        await clerk.SubmitAsync("/staff/sign-in", new() { ["Name"] = "c", ["Password"] = Hall.Password });

        Assert.Null(await SatisfiedAsync(clerk));
    }

    [Fact]
    public async Task The_public_reads_how_many_of_each_level()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await RateAsync(app, hall, 0, RatingLevel.VerySatisfied, RatingLevel.Dissatisfied);

        var counts = await app.WithAsync(services => services.GetRequiredService<RatingCounts>().PublicAsync());
        var page = await app.NewBrowser().PageAsync("/rate");

        Assert.Equal(new LevelCounts(1, 0, 0, 1, 0), counts);
        Assert.Contains("50.00%", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    // 403 turns into a redirect to the page that says so; either way the figures are not there.
    private static HttpStatusCode NotAllowed(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Redirect ? HttpStatusCode.NotFound : answer.StatusCode;

    // Null: not listed.
    private static async Task<string?> SatisfiedAsync(Browser clerk) =>
        (await clerk.PageAsync("/staff/ratings/mine")).QuerySelectorAll(".tb-facts dd").ElementAtOrDefault(1)?.TextContent.Trim().Split(' ', '\n')[0];

    private static Task RateAsync(TongbanApp app, Hall hall, int window, params RatingLevel[] levels) => RateAsync(app, hall, window, Guid.NewGuid(), levels);

    private static async Task RateAsync(TongbanApp app, Hall hall, int window, Guid staffId, params RatingLevel[] levels)
    {
        foreach (var level in levels)
        {
            var (_, service) = await Served.AtAsync(app, hall, hall.Windows[window], staffId);
            await app.WithAsync(services => services.GetRequiredService<Evaluation>()
                .RateAsync(service.Token, new Opinion(level, [], level.IsBad ? "慢" : ""), RatingChannel.Mobile, null, Actor.Guest));
        }
    }
}
