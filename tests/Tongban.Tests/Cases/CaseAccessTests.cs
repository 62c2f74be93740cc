using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
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

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/progress/{it.Number}")).StatusCode);
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
