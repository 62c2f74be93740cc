using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Cases.Showing;
using Tongban.People;

namespace Tongban.Tests.Cases;

public sealed class CaseAccessTests
{
    [Fact]
    public async Task Someone_elses_case_does_not_exist()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var stranger = app.NewBrowser();

        Assert.Equal($"/progress?number={it.Number}", (await stranger.GetAsync($"/progress/{it.Number}")).Headers.Location!.ToString(), ignoreCase: true);
        Assert.Equal("/progress?number=NONE", (await stranger.GetAsync("/progress/NONE")).Headers.Location!.ToString(), ignoreCase: true);
        Assert.DoesNotContain(it.ApplicantName, (await stranger.PageAsync($"/progress?number={it.Number}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/progress/{it.Number}/papers/receipt")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/progress/{it.Number}/files/{Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task At_the_window_nobody_needs_a_phone_and_the_query_code_opens_the_progress()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var without = new Dictionary<string, string>(CaseDesk.Person) { ["Form.Phone"] = "", ["Do"] = "keep" };

        var response = await desk.Clerk.SubmitAsync("/staff/cases/new?item=SU01&a-who=self&a-place=own", without, "form#receive");

        Assert.Null(response.RefusalCode());
        var it = await desk.TheCaseAsync();
        Assert.Null(it.PhoneHash);
        await desk.ApplicantAsync(it);
    }

    [Fact]
    public async Task A_wrong_pair_is_told_alike_whatever_is_wrong_and_tries_are_limited()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var stranger = app.NewBrowser();
        Task<HttpResponseMessage> TryAsync(string number, string code) => stranger.SubmitAsync("/progress", new() { ["Number"] = number, ["Code"] = code }, "form#find");

        Assert.Equal("progress.wrong", (await TryAsync("999999999999", it.QueryCode)).RefusalCode());
        foreach (var _ in Enumerable.Range(0, Looking.TriesPerNumber))
        {
            Assert.Equal("progress.wrong", (await TryAsync(it.Number, "WRONG234")).RefusalCode());
        }

        Assert.Equal("progress.too-many", (await TryAsync(it.Number, it.QueryCode)).RefusalCode());
        app.Time.Advance(Looking.Within + TimeSpan.FromSeconds(1));
        Assert.Null((await TryAsync(it.Number[^12..], it.QueryCode.ToLowerInvariant())).RefusalCode());
    }

    [Fact]
    public async Task The_code_is_not_guessed_by_way_of_rating_either()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        var stranger = app.NewBrowser();
        Task<HttpResponseMessage> TryAsync(string code) => stranger.SubmitAsync("/rate", new() { ["CaseNumber"] = it.Number, ["QueryCode"] = code }, "#by-case");

        foreach (var _ in Enumerable.Range(0, Looking.TriesPerNumber))
        {
            Assert.Equal("rating.case-not-found", (await TryAsync("WRONG234")).RefusalCode());
        }

        Assert.Equal("progress.too-many", (await TryAsync(it.QueryCode)).RefusalCode());
    }

    [Fact]
    public async Task Only_the_departments_own_cases_are_in_its_inbox()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        var foreign = await ForeignOfficerAsync(app, desk.Hall);

        Assert.Contains(it.Number[^12..], (await desk.Officer.PageAsync("/staff/inbox")).Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(it.Number[^12..], (await foreign.PageAsync("/staff/inbox")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await foreign.GetAsync($"/staff/inbox/{it.Id}")).StatusCode);
    }

    [Fact]
    public async Task Each_page_wants_its_permission()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var guard = await desk.Hall.SignedInAsync("guard", Role.Guard);

        foreach (var path in new[] { "/staff/cases", "/staff/cases/new", "/staff/inbox" })
        {
            await IsForbiddenAsync(guard, path);
            Assert.Contains("sign-in", (await app.NewBrowser().GetAsync(path)).Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        await IsForbiddenAsync(desk.Clerk, "/staff/inbox");
        await IsForbiddenAsync(desk.Officer, "/staff/cases");
    }

    [Fact]
    public async Task An_officer_asks_for_the_extension_and_the_leader_sees_and_grants_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        var asked = new Dictionary<string, string> { ["Days"] = "3", ["Text"] = "专家出差" };
        await CaseDesk.DoAsync(desk.Officer, it, "claim", "form#claim");

        Assert.Equal("case.extension-length", (await CaseDesk.DoAsync(desk.Officer, it, "ask-extension", "form#extend", new(asked) { ["Days"] = "11" })).RefusalCode());
        Assert.Equal("case.remark-missing", (await CaseDesk.DoAsync(desk.Officer, it, "ask-extension", "form#extend", new(asked) { ["Text"] = "" })).RefusalCode());
        Assert.Equal("case.claimed-already", (await CaseDesk.DoAsync(desk.Colleague, it, "ask-extension", "form#check", asked)).RefusalCode());
        Assert.Null((await CaseDesk.DoAsync(desk.Officer, it, "ask-extension", "form#extend", asked)).RefusalCode());

        Assert.Null((await desk.TheCaseAsync()).ExtendedBy);
        Assert.Contains($"/staff/inbox/{it.Id}", await TextAsync(desk.Leader, "/staff/inbox?show=asked"), StringComparison.Ordinal);
        var note = (await desk.Leader.PageAsync($"/staff/inbox/{it.Id}")).QuerySelector("#asked")!.TextContent;
        Assert.Equal("officer 申请延期 3 个工作日：专家出差", note.Trim());
        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "extend", "form#extend", asked)).RefusalCode());
        Assert.Equal(3, (await desk.TheCaseAsync()).ExtendedBy);
        Assert.DoesNotContain($"/staff/inbox/{it.Id}", await TextAsync(desk.Leader, "/staff/inbox?show=asked"), StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Browser who, string address) => (await who.PageAsync(address)).Body!.InnerHtml;

    [Fact]
    public async Task Only_a_leader_extends_and_overrides()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");

        var officer = await CaseDesk.DoAsync(desk.Officer, it, "extend", "form#check", new() { ["Days"] = "3", ["Text"] = "专家出差" });
        Assert.Equal(HttpStatusCode.Forbidden, officer.StatusCode);
        Assert.Null((await desk.TheCaseAsync()).ExtendedBy);
        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "extend", "form#extend", new() { ["Days"] = "3", ["Text"] = "专家出差" })).RefusalCode());
        Assert.Equal(3, (await desk.TheCaseAsync()).ExtendedBy);
    }

    [Fact]
    public async Task A_second_notice_for_something_new_waits_for_the_leader()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        Dictionary<string, string> faulty = new() { ["Findings[M1].State"] = "Faulty", ["Findings[M1].Reason"] = "照片不清楚" };

        Assert.Equal("case.second-notice", (await CaseDesk.DoAsync(desk.Officer, it, "notify", "form#check", faulty)).RefusalCode());
        Assert.Equal("case.remark-missing", (await CaseDesk.DoAsync(desk.Leader, it, "override", "form#check", faulty)).RefusalCode());
        Assert.Equal(0, (await desk.TheCaseAsync()).Notices);
        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "override", "form#check", new(faulty) { ["Text"] = "原件有涂改" })).RefusalCode());

        Assert.Equal((1, 1), ((await desk.TheCaseAsync()).Notices, (await desk.TheCaseAsync()).ExtraNotices));
    }

    [Fact]
    public async Task The_applicants_data_are_masked_until_somebody_says_why_and_then_for_ten_minutes_only()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        string[] secrets = ["11010519491231002X", "13800001234", "王建国"];
        async Task<string> SeenAsync(Browser who, string page) => (await who.PageAsync(page + it.Id)).QuerySelector("#applicant")!.TextContent;
        Assert.DoesNotContain(secrets, (await SeenAsync(desk.Clerk, "/staff/cases/")).Contains);
        Assert.DoesNotContain(secrets, (await SeenAsync(desk.Officer, "/staff/inbox/")).Contains);

        Assert.Equal("case.remark-missing", (await CaseDesk.DoAsync(desk.Officer, it, "unmask", "form#unmask")).RefusalCode());
        Assert.DoesNotContain(secrets, (await SeenAsync(desk.Officer, "/staff/inbox/")).Contains);
        Assert.Null((await CaseDesk.DoAsync(desk.Officer, it, "unmask", "form#unmask", new() { ["Why"] = "核对公安库" })).RefusalCode());

        Assert.All(secrets, async secret => Assert.Contains(secret, await SeenAsync(desk.Officer, "/staff/inbox/"), StringComparison.Ordinal));
        Assert.DoesNotContain(secrets, (await SeenAsync(desk.Clerk, "/staff/cases/")).Contains);
        Assert.Contains("核对公安库", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelector(".tb-time")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.SubjectId == it.Id && fact.What == "case.unmasked")));
        app.Time.Advance(ShownApplicant.InFullFor);
        Assert.DoesNotContain(secrets, (await SeenAsync(desk.Officer, "/staff/inbox/")).Contains);
    }

    [Fact]
    public async Task Before_acceptance_too_the_leader_finds_the_case_allows_more_and_it_is_counted_for_all_to_see()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("notify", m1: "Missing");
        Dictionary<string, string> more = new() { ["Do"] = "notify", ["Findings[M1].State"] = "Missing", ["Findings[M2].State"] = "Faulty", ["Findings[M2].Reason"] = "缺第二页" };
        var refused = await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", more, "form#check");
        Assert.Equal("case.second-notice", refused.RefusalCode());
        Assert.Equal("缺第二页", (await refused.PageAsync()).QuerySelector("#why-M2")!.GetAttribute("value"));
        Assert.True((await refused.PageAsync()).QuerySelector("input[name='Findings[M2].State'][value=Faulty]")!.HasAttribute("checked"));
        Assert.Contains(it.Number[^12..], (await desk.Leader.PageAsync("/staff/inbox?show=before")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Null((await CaseDesk.DoAsync(desk.Leader, it, "override", "form#check", new(more) { ["Do"] = "override", ["Text"] = "章程是复印件" })).RefusalCode());

        Assert.Contains("破例再告知 1 次", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelector("#told")!.TextContent, StringComparison.Ordinal);
        var again = await desk.Leader.PageAsync("/staff/inbox?show=again");
        Assert.Contains("1 次", again.QuerySelector("#again")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(it.Number[^12..], again.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_lost_the_receipt_is_found_by_the_card_and_the_card_stands_in_no_address()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        async Task<HttpResponseMessage> FindAsync(string person) => await desk.Clerk.SubmitAsync("/staff/cases", new() { ["Person"] = person }, "form#by-person");

        foreach (var person in new[] { "11010519491231002x", "13800001234" })
        {
            var found = await FindAsync(person);
            Assert.Equal("/staff/cases", found.RequestMessage!.RequestUri!.PathAndQuery);
            Assert.Contains(it.Number[^12..], (await found.PageAsync()).QuerySelector("table.t")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Null((await (await FindAsync("13800009999")).PageAsync()).QuerySelector("table.t"));
        Assert.NotNull((await FindAsync("110105194912310021")).RefusalCode());
    }

    [Fact]
    public async Task Facts_hold_no_words_of_people()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(it);

        var data = await app.WithDbAsync(db => db.Facts.Where(f => f.SubjectId == it.Id).Select(f => f.Data).ToListAsync());

        Assert.DoesNotContain(data, text => text.Any(c => c > 127));
    }

    private static async Task IsForbiddenAsync(Browser who, string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await who.GetAsync(path)).StatusCode);

    private static async Task<Browser> ForeignOfficerAsync(TongbanApp app, Hall hall)
    {
        var account = await hall.StaffAsync("foreign", Role.Approver);
        await app.WithDbAsync(async db =>
        {
            var other = new Tongban.Network.Department(db.CentreId, "D99", new("别的局", "Another body", "别局", "11410100000000019W", "0371-1", "0371-2"), app.Clock.Now, Tongban.Kernel.Actor.System);
            var post = await db.Set<Post>().SingleAsync(p => p.AccountId == account.Id);
            post.End(app.Clock.Now, Tongban.Kernel.Actor.System);
            db.AddRange(other, new Post(db.CentreId, account.Id, Role.Approver, other.Id, null, null, app.Clock.Now, Tongban.Kernel.Actor.System));
            return await db.SaveChangesAsync();
        });
        var browser = app.NewBrowser();
        await browser.SubmitAsync("/staff/sign-in", new() { ["Name"] = "foreign", ["Password"] = Hall.Password });
        return browser;
    }
}
