using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.People;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class HelpDeskTests
{
    [Fact]
    public async Task Who_missed_the_call_and_has_no_phone_is_put_back_in_line_at_the_help_desk()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.RecallAfterPauseAsync(0);
        await counter.RecallAfterPauseAsync(0);
        await counter.MissAsync(0);
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var page = await guide.PageAsync($"/staff/tickets?number={visit.Number}");
        Assert.Contains("过号了", page.QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        await guide.SubmitAsync($"/staff/tickets?number={visit.Number}", [], "#return");

        Assert.Equal("A001", await counter.NextAsync(0));
    }

    [Fact]
    public async Task A_number_is_found_by_its_slip_and_cancelled_for_its_holder()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var bySlip = await guide.PageAsync($"/staff/tickets?number={Uri.EscapeDataString($"http://hall.example/t/{visit.Token}")}");
        Assert.Contains("在排队", bySlip.QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        var page = await (await guide.SubmitAsync("/staff/tickets?number=a001", [], "#cancel")).PageAsync();

        Assert.Contains("取消了", page.QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#cancel"));
        Assert.Null(await counter.NextAsync(0));
        Assert.Contains("今天没有这个号", (await guide.PageAsync("/staff/tickets?number=Z999")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_taken_for_somebody_stands_in_the_kiosks_series_with_their_precedence()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var page = await (await guide.SubmitAsync("/staff/tickets", new() { ["precedence"] = "Elderly" }, "#take")).PageAsync();

        Assert.Contains("A002", page.QuerySelector("#found")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("A002", await counter.NextAsync(0));
        Assert.Single(await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "visit.arrived").Select(fact => fact.By).ToListAsync()), by => by.StartsWith("staff:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_help_sees_no_tickets()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        Assert.Equal(HttpStatusCode.Forbidden, (await guard.GetAsync("/staff/tickets")).StatusCode);
    }
}
