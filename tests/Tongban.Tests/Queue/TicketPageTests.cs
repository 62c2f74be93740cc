using System.Net;
using Tongban.Queue;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class TicketPageTests
{
    [Fact]
    public async Task Tells_the_place_then_to_come_then_that_it_is_done()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        var visit = await counter.WalkInAsync();
        var phone = app.NewBrowser();

        Assert.Equal("nearly", await StateAsync(phone, visit));
        await counter.ServeNextAsync(0);
        Assert.Equal("next", await StateAsync(phone, visit));
        await counter.NextAsync(0);
        var page = await phone.PageAsync($"/t/{visit.Token}");
        Assert.Contains("请到 1 号窗口", page.QuerySelector(".big")!.TextContent, StringComparison.Ordinal);
        await counter.BeginAsync(0);
        await counter.FinishAsync(0);
        Assert.Equal("finished", await StateAsync(phone, visit));
    }

    [Fact]
    public async Task Says_that_nobody_knows_the_wait_when_no_window_serves()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var visit = await new Counter(app, hall).WalkInAsync();

        var page = await app.NewBrowser().PageAsync($"/t/{visit.Token}");

        Assert.Contains("说不准", page.QuerySelector("dl")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_again_without_a_change_it_answers_304()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        var phone = app.NewBrowser();
        var tag = (await phone.GetAsync($"/t/{visit.Token}?handler=Now")).Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, (await AskAsync(phone, visit, tag)).StatusCode);
        await counter.NextAsync(0);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(phone, visit, tag)).StatusCode);
    }

    [Fact]
    public async Task The_visitor_cancels_and_the_line_moves_up()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var first = await counter.WalkInAsync();
        var second = await counter.WalkInAsync();

        var answer = await app.NewBrowser().SubmitAsync($"/t/{first.Token}", [], "form[action*=Cancel]");

        Assert.Null(answer.RefusalCode());
        Assert.Equal("cancelled", await StateAsync(app.NewBrowser(), first));
        Assert.Equal("next", await StateAsync(app.NewBrowser(), second));
    }

    [Fact]
    public async Task Back_from_the_copier_one_press_puts_the_visitor_in_line_again()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);

        await app.NewBrowser().SubmitAsync($"/t/{visit.Token}", [], "form[action*=Return]");
        app.Time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal("next", await StateAsync(app.NewBrowser(), visit));
    }

    [Fact]
    public async Task A_ticket_of_yesterday_says_so_and_an_unknown_one_is_not_found()
    {
        var (app, _, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        app.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal("past", await StateAsync(app.NewBrowser(), visit));
        Assert.Equal(HttpStatusCode.NotFound, (await app.NewBrowser().GetAsync("/t/0123456789abcdef0123456789abcdef")).StatusCode);
    }

    private static async Task<string?> StateAsync(Browser phone, Visit visit) =>
        (await phone.PageAsync($"/t/{visit.Token}")).QuerySelector("[data-state]")?.GetAttribute("data-state");

    private static Task<HttpResponseMessage> AskAsync(Browser phone, Visit visit, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Browser.Origin, $"/t/{visit.Token}?handler=Now"));
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return phone.SendAsync(request);
    }
}
