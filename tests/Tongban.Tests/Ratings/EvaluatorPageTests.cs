using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Ratings;

namespace Tongban.Tests.Ratings;

public sealed class EvaluatorPageTests : IAsyncLifetime
{
    private TongbanApp app = null!;
    private Hall hall = null!;
    private Browser device = null!;

    public async ValueTask InitializeAsync()
    {
        app = await TongbanApp.StartAsync();
        hall = await Hall.BuildAsync(app, windows: 2);
        device = await Served.EvaluatorAsync(app, hall, hall.Windows[0]);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Between_visitors_it_shows_its_window()
    {
        Assert.Contains("1 号窗口", (await device.PageAsync("/evaluator")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await GoesToAsync());
    }

    [Fact]
    public async Task When_the_clerk_finishes_it_asks_and_when_somebody_has_rated_it_thanks()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        Assert.Equal($"/evaluator/rate/{service.Token}", await GoesToAsync());

        var thanks = await device.SubmitAsync($"/evaluator/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied, "214"));

        Assert.Equal("/evaluator/thanks", thanks.RequestMessage!.RequestUri!.AbsolutePath, ignoreCase: true);
        var rating = await app.WithDbAsync(db => db.Set<Rating>().SingleAsync());
        Assert.Equal((RatingLevel.Dissatisfied, "214", RatingChannel.HallTablet, true), (rating.Level, rating.Tags, rating.Channel, rating.IsAnonymous));
        Assert.Null(await GoesToAsync());
    }

    [Fact]
    public async Task Who_was_quicker_on_the_phone_is_told_at_the_evaluator_and_has_time_to_read_it()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        var open = await device.PageAsync($"/evaluator/rate/{service.Token}");
        Assert.NotNull(open.QuerySelector("[data-live]"));
        await app.NewBrowser().SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Satisfied));

        var late = await device.SubmitRawAsync(open, Served.Form(RatingLevel.VerySatisfied));

        Assert.Equal("rating.already-rated", late.RefusalCode());
        Assert.Null((await late.PageAsync()).QuerySelector("[data-live]"));
    }

    [Fact]
    public async Task A_bad_level_wants_a_line_chosen_because_nothing_can_be_written_here()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);

        var refused = await device.SubmitAsync($"/evaluator/rate/{service.Token}", Served.Form(RatingLevel.Dissatisfied));

        Assert.Equal("rating.tag-needed", refused.RefusalCode());
        Assert.Contains("扫码用手机评", (await refused.PageAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }

    [Fact]
    public async Task After_a_minute_the_service_stays_unrated()
    {
        await Served.AtAsync(app, hall, hall.Windows[0]);
        app.Time.Advance(TimeSpan.FromSeconds(60));

        Assert.Null(await GoesToAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Rating>().CountAsync()));
    }

    [Fact]
    public async Task Who_would_rather_not_is_not_asked_again()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);

        Assert.Null(await GoesToAsync($"&skip={service.Token}"));
    }

    [Fact]
    public async Task Rated_on_the_phone_meanwhile_it_goes_on()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        await app.NewBrowser().SubmitAsync($"/rate/{service.Token}", Served.Form(RatingLevel.Satisfied));

        Assert.Equal("/evaluator/thanks", await GoesToAsync($"&showing={service.Token}"), ignoreCase: true);
    }

    [Fact]
    public async Task It_asks_only_about_its_own_window()
    {
        var (_, next_door) = await Served.AtAsync(app, hall, hall.Windows[1]);

        Assert.Null(await GoesToAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await device.GetAsync($"/evaluator/rate/{next_door.Token}")).StatusCode);
    }

    [Fact]
    public async Task A_strangers_browser_is_sent_to_the_pairing_page() =>
        Assert.StartsWith("/device", (await app.NewBrowser().GetAsync("/evaluator")).Headers.Location!.ToString(), StringComparison.Ordinal);

    [Fact]
    public async Task The_page_goes_back_after_the_time_and_chooses_nothing()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        var page = await device.PageAsync($"/evaluator/rate/{service.Token}");

        Assert.Equal("60", page.Body!.GetAttribute("data-idle-seconds"));
        Assert.Contains(service.Token, page.Body!.GetAttribute("data-idle-to"), StringComparison.Ordinal);
        Assert.Equal("60", page.QuerySelector("#rate [data-idle-left]")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("[checked]"));
    }

    [Fact]
    public async Task The_next_visitor_is_greeted_in_Chinese_whatever_the_last_one_chose()
    {
        var (_, service) = await Served.AtAsync(app, hall, hall.Windows[0]);
        var page = await device.PageAsync($"/evaluator/rate/{service.Token}?lang=en");
        Assert.Contains("How did it go?", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        Assert.Contains("lang=zh", page.Body!.GetAttribute("data-idle-to"), StringComparison.Ordinal);
        Assert.Contains("lang=zh", (await device.GetAsync("/evaluator/thanks?handler=Done")).Headers.GetValues("HX-Redirect").Single(), StringComparison.Ordinal);
    }

    // As the page does it: the fragment that came with the news leads on.
    private async Task<string?> GoesToAsync(string more = "")
    {
        var lead = (await device.PageAsync("/evaluator?handler=Next" + more)).QuerySelector("[hx-get]")?.GetAttribute("hx-get");
        return lead is null ? null : (await device.GetAsync(lead)).Headers.GetValues("HX-Redirect").Single().ToLowerInvariant();
    }
}
