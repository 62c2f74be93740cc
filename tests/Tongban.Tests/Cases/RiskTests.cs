using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Tests.Cases;

/// <summary>What comes near its day: told to the leader once for each colour, shown on the board, and late for ever when it was late.</summary>
public sealed class RiskTests
{
    [Fact]
    public async Task A_clock_that_turns_yellow_and_red_is_told_once_each_shown_on_the_board_and_stays_late()
    {
        await using var app = await TongbanApp.StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PromisedDays = 10, StatutoryDays = 20 });
        var manager = await desk.Hall.SignedInAsync("manager", Role.HallManager);
        var it = await desk.ReceiveAsync("accept");
        await WorkAsync(app, second);
        Assert.Empty(await AlertsAsync(app));
        Assert.Null((await manager.PageAsync("/staff/risks")).QuerySelector("#rows"));

        // Sunday, two working days left; then Wednesday, the day after the tenth.
        app.Time.Advance(TimeSpan.FromDays(12));
        await WorkAsync(app, second);
        app.Time.Advance(TimeSpan.FromDays(3));
        await WorkAsync(app, second);

        Assert.Equal(["Promised Yellow", "Promised Red"], (await AlertsAsync(app)).Select(alert => $"{alert.Clock} {alert.Colour}"));
        await TheLeaderTakesNoteAsync(desk, it);
        await TheBoardShowsItAsync(desk, manager, it);
        await LateStaysLateAsync(desk, manager, it);
    }

    [Fact]
    public async Task What_is_not_delivered_or_not_told_in_time_is_at_risk_too_and_each_sees_what_they_may()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PostDelivery = true });
        var director = await desk.Hall.SignedInAsync("director", Role.Director);
        await PostedAsync(desk);
        var decided = await desk.TheCaseAsync();
        app.Time.Advance(TimeSpan.FromDays(9));
        var kept = await desk.ReceiveAsync("keep");
        app.Time.Advance(TimeSpan.FromDays(5));

        var page = await director.PageAsync("/staff/risks");
        var rows = page.QuerySelectorAll("#rows tbody tr").ToDictionary(row => row.QuerySelector("a")!.GetAttribute("href")!, row => row.TextContent);

        Assert.Contains("送达", rows[$"/staff/risks/{decided.Id}"], StringComparison.Ordinal);
        Assert.Contains("告知", rows[$"/staff/risks/{kept.Id}"], StringComparison.Ordinal);
        Assert.Single((await director.PageAsync("/staff/risks?kind=Delivery")).QuerySelectorAll("#rows tbody tr"));
        Assert.Contains("电子监察", page.QuerySelector("#risks")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await desk.Officer.GetAsync("/staff/risks")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await director.GetAsync($"/staff/risks/{Guid.NewGuid()}")).StatusCode);

        app.Time.Advance(TimeSpan.FromDays(6));
        await desk.Clerk.SubmitAsync($"/staff/cases/{decided.Id}", new() { ["Way"] = "Post", ["Text"] = "SF1000000001" }, "form#deliver");
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Case>().CountAsync(c => c.DeliveryMetOn > c.DeliveryDueOn)));
        Assert.Contains("送达超期", (await desk.Officer.PageAsync("/staff/inbox?show=done")).QuerySelector(".late")!.TextContent, StringComparison.Ordinal);
    }

    // Both nodes have this work, and find the same at the same moment.
    private static Task WorkAsync(TongbanApp app, TongbanApp? second) =>
        Task.WhenAll(new[] { app, second ?? app, app }.Select(node => Task.Run(() => node.WithAsync(async services =>
        {
            await services.GetRequiredService<CaseDuties>().RunAsync();
            return 0;
        }))));

    private static Task<List<CaseAlert>> AlertsAsync(TongbanApp app) =>
        app.WithDbAsync(db => db.Set<CaseAlert>().AsNoTracking().OrderBy(alert => alert.RaisedAt).ToListAsync());

    private static async Task TheLeaderTakesNoteAsync(CaseDesk desk, Case it)
    {
        Assert.Contains($"/staff/inbox/{it.Id}", (await desk.Leader.PageAsync("/staff/inbox?show=alerts")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await CaseDesk.DoAsync(desk.Officer, it, "see", "form#claim")).StatusCode);
        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "see", "form#alerts", new() { ["Text"] = "今天办完" })).RefusalCode());

        Assert.All(await AlertsAsync(desk.App), alert => Assert.NotNull(alert.SeenAt));
        Assert.DoesNotContain($"/staff/inbox/{it.Id}", (await desk.Leader.PageAsync("/staff/inbox?show=alerts")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("今天办完", (await desk.Officer.PageAsync($"/staff/inbox/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task TheBoardShowsItAsync(CaseDesk desk, Browser manager, Case it)
    {
        var row = (await manager.PageAsync("/staff/risks?colour=Red")).QuerySelector("#rows tbody tr")!;
        Assert.Equal($"/staff/risks/{it.Id}", row.QuerySelector("a")!.GetAttribute("href"));
        Assert.Equal("stop", row.QuerySelector(".tb-tag")!.GetAttribute("data-s"));
        Assert.Equal($"/staff/inbox/{it.Id}", (await desk.Leader.PageAsync("/staff/risks")).QuerySelector("#rows a")!.GetAttribute("href"));
        var page = await manager.PageAsync($"/staff/risks/{it.Id}");
        Assert.Equal(2, page.QuerySelectorAll("#clocks tbody tr").Length);
        Assert.DoesNotContain("王建国", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task LateStaysLateAsync(CaseDesk desk, Browser manager, Case it)
    {
        await CaseDesk.DoAsync(desk.Leader, it, "extend", "form#extend", new() { ["Days"] = "10", ["Text"] = "补检测" });
        await desk.CloseAsync(it);

        var done = await desk.TheCaseAsync();
        Assert.Equal((10, new DateOnly(2026, 12, 8)), (done.ExtendedBy, done.PromiseMissedOn));
        Assert.Contains("超过承诺时限", (await desk.Officer.PageAsync("/staff/inbox?show=done")).QuerySelector(".late")!.TextContent, StringComparison.Ordinal);
        var applicant = await (await desk.ApplicantAsync(it)).PageAsync($"/progress/{it.Number}");
        Assert.Contains("超过了承诺时间", applicant.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(applicant.QuerySelectorAll(".tb-time li[data-s=stop]"), line => line.TextContent.Contains("超过承诺时限 1 个工作日", StringComparison.Ordinal));
        Assert.Contains("1 / 1", (await manager.PageAsync("/staff/risks")).QuerySelector("#sums")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task PostedAsync(CaseDesk desk)
    {
        var fields = new Dictionary<string, string>(CaseDesk.Person) { ["Form.Delivery"] = "Post", ["Form.Address"] = "如意路 1 号" };
        await desk.App.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, fields, [], "form#apply");
        var it = await desk.TheCaseAsync();
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Received" }, "form#check");
        await desk.CloseAsync(it);
    }
}
