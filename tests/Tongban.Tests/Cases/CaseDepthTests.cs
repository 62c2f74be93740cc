using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Tests.Appointments;

namespace Tongban.Tests.Cases;

/// <summary>Acceptance in depth: marks on fields, numbered papers, deferral on a promise, what is held already, agents.</summary>
public sealed class CaseDepthTests
{
    [Fact]
    public async Task A_field_that_is_wrong_is_told_with_its_reason_and_corrected_in_its_place()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var marked = new Dictionary<string, string> { ["Do"] = "notify", ["Fields[Phone].State"] = "Faulty", ["Fields[Phone].Reason"] = "是空号，打不通" };
        Assert.Equal("case.fields-faulty", (await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new(marked) { ["Do"] = "accept" }, "form#check")).RefusalCode());
        Assert.Equal("case.fault-reason-missing", (await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new(marked) { ["Fields[Phone].Reason"] = "" }, "form#check")).RefusalCode());
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", marked, "form#check")).RefusalCode());
        Assert.Contains("是空号，打不通", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/notice-1")).Body!.TextContent, StringComparison.Ordinal);

        var applicant = await desk.ApplicantAsync(it);
        var field = (await applicant.PageAsync($"/progress/{it.Number}")).QuerySelector("#field-Phone")!;
        Assert.Contains("是空号，打不通", field.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Contains("138****1234", field.ParentElement!.TextContent, StringComparison.Ordinal);
        Assert.Equal("case.field-not-asked", (await applicant.SubmitFilesAsync($"/progress/{it.Number}", new() { ["Corrected[Name]"] = "别的公司" }, [], "form#supplement")).RefusalCode());
        Assert.Equal("mobile.format", (await applicant.SubmitFilesAsync($"/progress/{it.Number}", new() { ["Corrected[Phone]"] = "123" }, [], "form#supplement")).RefusalCode());
        Assert.Null((await applicant.SubmitFilesAsync($"/progress/{it.Number}", new() { ["Corrected[Phone]"] = "13900005678" }, [], "form#supplement")).RefusalCode());

        Assert.Equal(CaseStatus.Supplemented, (await desk.TheCaseAsync()).Status);
        Assert.Contains("139****5678", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelector("#fields")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept" }, "form#check")).RefusalCode());
        Assert.Equal(CaseStatus.Accepted, (await desk.TheCaseAsync()).Status);
    }

    [Fact]
    public async Task A_field_is_corrected_at_the_window_on_the_spot()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");

        var answer = await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept", ["Fields[Name].Value"] = "如意健身服务有限公司" }, "form#check");

        Assert.Null(answer.RefusalCode());
        var done = await desk.TheCaseAsync();
        Assert.Equal(("如意健身服务有限公司", CaseStatus.Accepted, 0), (done.ApplicantName, done.Status, done.Notices));
    }

    [Fact]
    public async Task Papers_bear_numbers_of_their_own_in_a_series_for_each_kind_and_year()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var first = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(first);
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await desk.ReceiveAsync("notify", m1: "Missing");
        await desk.Clerk.SubmitAsync($"/staff/cases/{second.Id}", new() { ["Reason"] = "NotOurs", ["Text"] = "属于税务事项", ["Body"] = "区税务局" }, "form#not-accept");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var third = await desk.ReceiveAsync("keep");
        await desk.Clerk.SubmitAsync($"/staff/cases/{third.Id}", new() { ["Reason"] = "NotNeeded", ["Text"] = "依法备案即可" }, "form#not-accept");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var fourth = await desk.ReceiveAsync("accept");

        var paper = await desk.Clerk.PageAsync($"/staff/cases/{second.Id}/papers/not-accepted");
        Assert.Equal(("不予受理决定书", "市监局不受字〔2026〕1号"), (paper.QuerySelector("h1")!.TextContent, paper.QuerySelector("#document-number")!.TextContent));
        Assert.Equal("不受理告知书", (await desk.Clerk.PageAsync($"/staff/cases/{third.Id}/papers/not-accepted")).QuerySelector("h1")!.TextContent);
        Assert.Equal("市监局受字〔2026〕2号", (await desk.Clerk.PageAsync($"/staff/cases/{fourth.Id}/papers/acceptance")).QuerySelector("#document-number")!.TextContent);
        Assert.Equal(
            ["市监局不受字〔2026〕1号", "市监局不受字〔2026〕2号", "市监局准字〔2026〕1号", "市监局受字〔2026〕1号", "市监局受字〔2026〕2号", "市监局补字〔2026〕1号"],
            (await app.WithDbAsync(db => db.Set<CaseDocument>().Select(document => document.Number).ToListAsync())).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_may_follow_needs_the_applicants_promise_and_ends_the_case_when_it_is_not_kept()
    {
        await using var app = await TongbanApp.StartAsync();
        var materials = Contents.StartCompany.Materials.Select(m => m.Id == "M2" ? m with { Deferrable = true } : m);
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { Materials = [.. materials], PromisedDays = 10, StatutoryDays = 20 });
        var applicant = app.NewBrowser();
        await applicant.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1")], "form#apply");
        var it = await desk.TheCaseAsync();
        var accept = new Dictionary<string, string> { ["Do"] = "accept", ["Defer"] = "true", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Missing" };
        Assert.Equal("case.promise-missing", (await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", accept, "form#check")).RefusalCode());

        Assert.Null((await applicant.SubmitAsync($"/progress/{it.Number}", [], "form#promise")).RefusalCode());
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", accept, "form#check")).RefusalCode());
        Assert.Equal(new DateOnly(2026, 12, 1), (await desk.TheCaseAsync()).OwedUntilOn);
        Assert.Contains("2026年12月1日", (await applicant.PageAsync($"/progress/{it.Number}/papers/promise")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Officer.PageAsync($"/staff/inbox/{it.Id}")).QuerySelector("form#terminate"));

        app.Time.Advance(TimeSpan.FromDays(8));
        await WorkTwiceAsync(app);
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "case.owed-passed")));
        Assert.Contains("已经过了", (await applicant.PageAsync($"/progress/{it.Number}")).QuerySelector("#supplement")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await CaseDesk.DoAsync(desk.Officer, it, "terminate", "form#terminate", new() { ["Text"] = "多次提醒没有补交" })).RefusalCode());

        Assert.Equal(CaseStatus.Terminated, (await desk.TheCaseAsync()).Status);
        var page = await applicant.PageAsync($"/progress/{it.Number}");
        Assert.Contains("多次提醒没有补交", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("市监局终字〔2026〕1号", (await applicant.PageAsync($"/progress/{it.Number}/papers/terminated")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_case_holds_is_offered_and_its_origin_is_seen()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var mine = app.NewBrowser();
        await SignInAsync(app, mine);
        await mine.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1"), Upload.Pdf("file.M2", "two")], "form#apply");
        var first = await desk.TheCaseAsync();
        await desk.Clerk.SubmitAsync($"/staff/cases/{first.Id}", new() { ["Do"] = "save", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Faulty", ["Findings[M2].Reason"] = "不清楚" }, "form#check");
        app.Time.Advance(TimeSpan.FromDays(1));
        await mine.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [], "form#apply");
        var it = await desk.TheCaseAsync();

        // What was in order is offered, to the account that handed it in and to the window; to nobody else.
        var stranger = await desk.ApplicantAsync(it);
        Assert.Empty((await stranger.PageAsync($"/progress/{it.Number}")).QuerySelectorAll("button[name=key]"));
        var page = await mine.PageAsync($"/progress/{it.Number}");
        Assert.Equal("M1", Assert.Single(page.QuerySelectorAll("button[name=key]")).GetAttribute("value"));
        Assert.Single((await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelectorAll("button[value^='use:']"));
        Assert.Equal("case.not-held", (await mine.FollowAsync(await mine.SubmitRawAsync(page, new() { ["key"] = "M2" }, "form#supplement", "Use"))).RefusalCode());
        Assert.Null((await mine.FollowAsync(await mine.SubmitRawAsync(await mine.PageAsync($"/progress/{it.Number}"), new() { ["key"] = "M1" }, "form#supplement", "Use"))).RefusalCode());

        var files = await app.WithDbAsync(db => db.Set<CaseFile>().Where(file => file.MaterialKey == "M1").OrderBy(file => file.UploadedAt).ToListAsync());
        Assert.Equal((2, files[0].Hash, first.Id, files[0].UploadedAt), (files.Count, files[1].Hash, files[1].FromCaseId!.Value, files[1].FirstUploadedAt!.Value));
        Assert.Equal(MaterialState.HandedIn, (await desk.TheCaseAsync()).Material("M1").State);
        Assert.Contains("以前办件交过", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_the_window_what_is_held_is_used_with_one_press_until_it_is_too_old()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1")], "form#apply");
        await desk.Clerk.SubmitAsync($"/staff/cases/{(await desk.TheCaseAsync()).Id}", new() { ["Do"] = "save", ["Findings[M1].State"] = "Received" }, "form#check");
        app.Time.Advance(TimeSpan.FromDays(1));
        var it = await desk.ReceiveAsync("keep", m1: "Missing");

        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "use:M1" }, "form#check")).RefusalCode());
        Assert.Equal(MaterialState.HandedIn, (await desk.TheCaseAsync()).Material("M1").State);
        app.Time.Advance(TimeSpan.FromDays(200));
        var late = await desk.ReceiveAsync("keep", m1: "Missing");

        Assert.Empty((await desk.Clerk.PageAsync($"/staff/cases/{late.Id}")).QuerySelectorAll("button[value^='use:']"));
    }

    [Fact]
    public async Task An_agents_authorisation_is_checked_on_the_day_and_for_the_act()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        var agent = new Dictionary<string, string>
        {
            ["Party.Kind"] = "Agent",
            ["Party.Name"] = "李代办",
            ["Party.IdNumber"] = Guest.Id,
            ["Party.From"] = "2026-11-24",
            ["Party.Until"] = "2026-11-26",
            ["Party.May"] = "Collect",
        };
        Task<HttpResponseMessage> AddAsync(Dictionary<string, string> fields) => desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", fields, "form#add-party");
        Assert.Equal("case.authorisation-days", (await AddAsync(new(agent) { ["Party.Until"] = "2026-11-23" })).RefusalCode());
        Assert.Equal("case.authorisation-scope", (await AddAsync(new(agent) { ["Party.May"] = "" })).RefusalCode());
        Assert.Equal("case.party-twice", (await AddAsync(new(agent) { ["Party.IdNumber"] = CaseDesk.Person["Form.IdNumber"] })).RefusalCode());
        Assert.Null((await AddAsync(agent)).RefusalCode());
        Assert.Equal("case.party-twice", (await AddAsync(agent)).RefusalCode());
        Assert.Null((await AddAsync(new() { ["Party.Kind"] = "CoApplicant", ["Party.Name"] = "张合伙", ["Party.IdNumber"] = "440524188001010014" })).RefusalCode());
        Assert.Contains("张合伙", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/acceptance")).QuerySelector(".to")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "end-party" }, "form#end-2")).RefusalCode());

        Task<HttpResponseMessage> WithdrawAsync() => desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Who"] = "1" }, "form#withdraw");
        Assert.Equal("case.authorisation-not-for", (await WithdrawAsync()).RefusalCode());
        await desk.CloseAsync(it);
        app.Time.Advance(TimeSpan.FromDays(3));
        var collect = new Dictionary<string, string> { ["Who"] = "1", ["Way"] = "PickUp", ["Text"] = "代理人身份证已核对" };
        Assert.Equal("case.authorisation-over", (await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", collect, "form#deliver")).RefusalCode());
        Assert.Null((await AddAsync(new(agent) { ["Party.Until"] = "2026-12-31" })).RefusalCode());
        Assert.Null((await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new(collect) { ["Who"] = "3" }, "form#deliver")).RefusalCode());

        Assert.Equal([false, true, false], (await desk.TheCaseAsync()).Parties.OrderBy(party => party.Number).Select(party => party.EndedAt is not null));
        Assert.Contains("\"party\":3", await app.WithDbAsync(db => db.Facts.Where(fact => fact.What == "case.delivered").Select(fact => fact.Data).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leader_declines_an_extension_with_a_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        await CaseDesk.DoAsync(desk.Officer, it, "claim", "form#claim");
        await CaseDesk.DoAsync(desk.Officer, it, "ask-extension", "form#extend", new() { ["Days"] = "3", ["Text"] = "专家出差" });

        Assert.Equal("case.remark-missing", (await CaseDesk.DoAsync(desk.Leader, it, "decline", "form#extend", new() { ["Text"] = "" })).RefusalCode());
        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "decline", "form#extend", new() { ["Text"] = "换一位专家" })).RefusalCode());

        Assert.Equal((null, null), ((await desk.TheCaseAsync()).ExtensionAsked, (await desk.TheCaseAsync()).ExtendedBy));
        Assert.Contains("换一位专家", (await desk.Officer.PageAsync($"/staff/inbox/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain($"/staff/inbox/{it.Id}", (await desk.Leader.PageAsync("/staff/inbox?show=asked")).Body!.InnerHtml, StringComparison.Ordinal);
    }

    private static async Task WorkTwiceAsync(TongbanApp app)
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await app.WithAsync(async services =>
            {
                await services.GetRequiredService<CaseDuties>().RunAsync();
                return 0;
            });
        }
    }

    private static async Task SignInAsync(TongbanApp app, Browser browser)
    {
        var sent = await browser.SubmitAsync("/me/sign-in", new() { ["Phone"] = Guest.Phone });
        Assert.Null((await browser.SubmitAsync(sent.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) })).RefusalCode());
    }
}
