using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Notices;

namespace Tongban.Tests.Cases;

/// <summary>What is printed: the day of the move, its own reason, its law; and what the applicant is told by message.</summary>
public sealed class CasePaperTests
{
    [Fact]
    public async Task A_paper_bears_the_day_of_its_move_whenever_it_is_printed()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("notify", m1: "Missing");

        app.Time.Advance(TimeSpan.FromDays(3));
        var notice = await TextAsync(desk.Clerk, $"/staff/cases/{it.Id}/papers/notice-1");

        Assert.Contains("2026年11月24日", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("2026年11月27日", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_names_the_law_of_every_material_or_that_of_the_matter()
    {
        await using var app = await TongbanApp.StartAsync();
        var first = Contents.StartCompany.Materials[0] with { BasisZh = "登记管理条例第十六条" };
        var content = Contents.StartCompany with { Materials = [first, .. Contents.StartCompany.Materials.Skip(1)], LegalBases = [new("公司法", "第二十九条")] };
        var desk = await CaseDesk.OpenAsync(app, content);
        var it = await desk.ReceiveAsync("notify", m1: "Missing", m2: "Faulty");

        var rows = (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/notice-1")).QuerySelectorAll("tbody tr");

        Assert.Equal(["登记管理条例第十六条", "《公司法》第二十九条"], rows.Select(row => row.LastElementChild!.TextContent.Trim()));
        Assert.NotNull((await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/notice-1")).QuerySelector(".tb-qr"));
    }

    [Fact]
    public async Task Each_stop_of_the_clock_has_its_own_reason_and_the_acceptance_keeps_its_day()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PromisedDays = 10 });
        var it = await desk.ReceiveAsync("accept");
        foreach (var why in new[] { "等检测报告", "专家要复核" })
        {
            await PauseAsync(desk, it, why, app.Clock.Today.AddDays(6));
            app.Time.Advance(TimeSpan.FromDays(1));
            await CaseDesk.DoAsync(desk.Officer, it, "resume", "form#resume");
        }

        await PauseAsync(desk, it, "再检测一次", app.Clock.Today.AddDays(6));

        Assert.Contains("等检测报告", await TextAsync(desk.Officer, $"/staff/inbox/{it.Id}/papers/pause-1"), StringComparison.Ordinal);
        Assert.Contains("专家要复核", await TextAsync(desk.Officer, $"/staff/inbox/{it.Id}/papers/pause-2"), StringComparison.Ordinal);
        Assert.Contains("最晚 2026年12月8日", await TextAsync(desk.Officer, $"/staff/inbox/{it.Id}/papers/acceptance"), StringComparison.Ordinal);
        Assert.DoesNotContain("待放假通知", await TextAsync(desk.Officer, $"/staff/inbox/{it.Id}/papers/acceptance"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("01", "准予行政许可决定书")]
    [InlineData("20", "办理结果通知书")]
    public async Task A_decision_has_the_name_that_the_law_gives_it(string type, string title)
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { TypeCode = type });
        var it = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(it, "豫A-7");

        var paper = await desk.Officer.PageAsync($"/staff/inbox/{it.Id}/papers/result");

        Assert.Equal(title, paper.QuerySelector("h1")!.TextContent);
        Assert.Equal("市场监督管理局", paper.QuerySelector(".organ")!.TextContent);
        Assert.Contains("豫A-7", paper.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_a_written_decision_with_its_reason_and_what_can_be_done_against_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        foreach (var (act, why) in new[] { ("agree", "材料齐全"), ("reject", "场所面积不够") })
        {
            await CaseDesk.DoAsync(desk.Officer, it, "claim", "form#claim");
            await CaseDesk.DoAsync(desk.Officer, it, act, "form#step", new() { ["Text"] = why });
        }

        Assert.Null((await CaseDesk.DoAsync(desk.Officer, it, "close", "form#close")).RefusalCode());

        var paper = await desk.Officer.PageAsync($"/staff/inbox/{it.Id}/papers/result");
        Assert.Equal("不予行政许可决定书", paper.QuerySelector("h1")!.TextContent);
        Assert.Contains("场所面积不够", paper.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("行政复议", paper.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var result = await app.WithDbAsync(db => db.Set<CaseResult>().SingleAsync());
        Assert.Equal(("不予行政许可决定书", "Decision to refuse the permit"), (result.NameZh, result.NameEn));
    }

    [Fact]
    public async Task Stop_going_on_and_extension_are_told_by_message_with_the_day_and_without_the_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PromisedDays = 10 });
        var it = await desk.ReceiveAsync("accept");
        await PauseAsync(desk, it, "等检测报告", new DateOnly(2026, 11, 30));
        await CaseDesk.DoAsync(desk.Officer, it, "resume", "form#resume");
        await CaseDesk.DoAsync(desk.Leader, it, "extend", "form#extend", new() { ["Days"] = "3", ["Text"] = "专家出差" });

        var told = await ToldAsync(app);

        Assert.Single(told, text => text.Contains("预计到 2026年11月30日", StringComparison.Ordinal));
        Assert.Single(told, text => text.Contains("恢复计时", StringComparison.Ordinal));
        Assert.Single(told, text => text.Contains("延长 3 个工作日", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains("等检测报告", StringComparison.Ordinal) || text.Contains("专家出差", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stop_is_told_on_the_progress_page_with_its_reason_and_its_paper()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PromisedDays = 10 });
        var it = await desk.ReceiveAsync("accept");
        await PauseAsync(desk, it, "等检测报告", new DateOnly(2026, 11, 30));
        app.Time.Advance(TimeSpan.FromDays(2));

        var page = await (await desk.ApplicantAsync(it)).PageAsync($"/progress/{it.Number}");

        Assert.Contains("等检测报告", page.QuerySelector("#stops")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector($".tb-time a[href='/progress/{it.Number}/papers/pause-1']"));
        Assert.Equal(2, page.QuerySelectorAll(".tb-clock li[data-d=hold]").Length);
    }

    [Fact]
    public async Task Where_the_year_is_not_published_the_days_left_are_told_and_no_date()
    {
        await using var app = await TongbanApp.StartAsync();
        app.Time.Advance(TimeSpan.FromDays(34));
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PromisedDays = 10 });
        var accepted = await desk.ReceiveAsync("accept");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var kept = await desk.ReceiveAsync("keep");
        async Task<string> ToldAsync(Case it) => await TextAsync(await desk.ApplicantAsync(it), $"/progress/{it.Number}");

        Assert.Contains("还有 10 个工作日，截止日待放假通知公布", await ToldAsync(accepted), StringComparison.Ordinal);
        Assert.Contains("截止日待放假通知公布", await TextAsync(desk.Clerk, $"/staff/cases/{accepted.Id}/papers/acceptance"), StringComparison.Ordinal);
        Assert.Contains("5 个工作日内，我们一次告诉您还差什么，或者受理；截止日待放假通知公布", await ToldAsync(kept), StringComparison.Ordinal);
    }

    private static async Task PauseAsync(CaseDesk desk, Case it, string why, DateOnly until) =>
        Assert.Null((await CaseDesk.DoAsync(desk.Officer, it, "pause", "form#pause", new() { ["Kind"] = "Testing", ["ExpectedUntil"] = until.ToString("yyyy-MM-dd", null), ["Text"] = why })).RefusalCode());

    private static async Task<string> TextAsync(Browser who, string path) => (await who.PageAsync(path)).QuerySelector("main")!.TextContent;

    private static async Task<List<string>> ToldAsync(TongbanApp app)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 20).Select(message => message.Text)];
    }
}
