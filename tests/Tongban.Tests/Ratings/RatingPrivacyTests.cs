using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;

namespace Tongban.Tests.Ratings;

/// <summary>Who rated is never shown to those who were rated, nor written where they could read it.</summary>
public sealed class RatingPrivacyTests
{
    private const string Phone = "13812345678";
    private const string Words = "只有我会这么说";

    [Fact]
    public async Task No_page_of_any_member_of_staff_says_who_rated_or_what()
    {
        Assert.SkipUnless(TestDatabase.PostgresAdmin is null, "A page says the same whatever the database.");
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await RateByNameAsync(app, hall);

        var read = 0;
        foreach (var role in Enum.GetValues<Role>())
        {
            var browser = await hall.SignedInAsync($"a-{role}", role, hall.Windows[0]);
            foreach (var path in HouseRules.Routes.Select(route => route.Split(' ')[0]).Where(path => !path.Contains('{') && !path.EndsWith("/events", StringComparison.Ordinal) && !path.Contains("sign-out", StringComparison.Ordinal)))
            {
                var answer = await browser.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                read += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
                Assert.False(text.Contains(Words, StringComparison.Ordinal) || text.Contains("12345678", StringComparison.Ordinal) || text.Contains("*5678", StringComparison.Ordinal), $"{role} reads it on {path}");
            }
        }

        Assert.True(read > 50, $"only {read} pages opened");
    }

    [Fact]
    public async Task No_line_of_the_journal_says_who_rated_even_when_somebody_is_signed_in()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await RateByNameAsync(app, hall, await hall.SignedInAsync("somebody", Role.Clerk, hall.Windows[0]));

        var facts = await app.WithDbAsync(db => db.Facts.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken));
        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync(TestContext.Current.CancellationToken));

        Assert.Equal(Actor.Guest.ToString(), facts.Single(fact => fact.What == "rating.given").By);
        Assert.All(facts, fact => Assert.False(new[] { Words, "12345678", "*5678", rating.ContactHash! }.Any(secret => fact.Data.Contains(secret, StringComparison.Ordinal)), fact.Data));
    }

    [Fact]
    public async Task Who_served_neither_rates_it_nor_learns_by_its_link_whether_it_was_rated()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("clerk", Role.Clerk, hall.Windows[0]);
        await hall.PostAsync("clerk", Role.Guide);
        var clerkId = (await app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "clerk", TestContext.Current.CancellationToken))).Id;
        var (visit, service) = await Served.AtAsync(app, hall, hall.Windows[0], clerkId);
        var (path, stranger) = ($"/rate/{service.Token}", app.NewBrowser());
        Dictionary<string, string> Paper() => new(Served.Form(RatingLevel.Satisfied)) { ["TicketNumber"] = visit.Number, ["TicketCode"] = visit.Code };

        var before = (await clerk.PageAsync(path)).QuerySelector("main")!;
        Assert.Null(before.QuerySelector("form[method=post]"));
        var forged = await clerk.PageAsync($"/rate/{(await Served.ServiceAsync(app, hall)).Token}");
        forged.QuerySelector("main form[method=post]")!.SetAttribute("action", path);
        Assert.Equal("rating.of-oneself", (await clerk.SubmitRawAsync(forged, Served.Form(RatingLevel.VerySatisfied))).RefusalCode());
        Assert.Equal("rating.of-oneself", (await clerk.SubmitAsync("/staff/ratings/paper", Paper(), "#enter")).RefusalCode());
        await stranger.SubmitAsync(path, Served.Form(RatingLevel.Satisfied));

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rating>().CountAsync(TestContext.Current.CancellationToken)));
        Assert.Equal(before.TextContent, (await clerk.PageAsync(path)).QuerySelector("main")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.GetAsync(path + "/thanks")).StatusCode);
        Assert.Equal("rating.of-oneself", (await clerk.SubmitAsync("/staff/ratings/paper", Paper(), "#enter")).RefusalCode());
    }

    private static async Task RateByNameAsync(TongbanApp app, Hall hall, Browser? browser = null)
    {
        var service = await Served.ServiceAsync(app, hall);
        var form = Served.Form(RatingLevel.Dissatisfied, "214", Words);
        (form["Form.Phone"], form["Form.CallMe"]) = (Phone, "true");
        Assert.Null((await (browser ?? app.NewBrowser()).SubmitAsync($"/rate/{service.Token}", form)).RefusalCode());
    }
}
