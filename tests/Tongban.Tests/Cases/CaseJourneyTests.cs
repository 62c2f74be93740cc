using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Cases;
using Tongban.Ratings;

namespace Tongban.Tests.Cases;

public sealed class CaseJourneyTests
{
    [Fact]
    public async Task From_one_notice_over_supplements_online_to_the_downloaded_result()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);

        var it = await desk.ReceiveAsync("notify", m1: "Missing", m2: "Faulty");
        Assert.Equal((CaseStatus.AwaitingMaterials, 43), (it.Status, it.Number.Length));
        var notice = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/notice-1");
        Assert.Equal(2, notice.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("没有签名", notice.Body!.TextContent, StringComparison.Ordinal);

        var applicant = await desk.ApplicantAsync(it);
        await applicant.SubmitFilesAsync($"/progress/{it.Number}", [], [Upload.Pdf("file.M1"), Upload.Pdf("file.M2", "two")], "form#supplement");
        Assert.Equal(CaseStatus.Supplemented, (await desk.TheCaseAsync()).Status);

        var accepted = await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept" }, "form#check");
        Assert.Null(accepted.RefusalCode());
        await desk.CloseAsync(it, "豫A-2026-001");
        var done = await desk.TheCaseAsync();
        Assert.Equal((CaseStatus.Closed, CaseOutcome.Granted), (done.Status, done.Outcome));

        var result = await applicant.SubmitAsync($"/progress/{it.Number}", [], "form#result");
        Assert.Contains("豫A-2026-001", (await result.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await desk.TheCaseAsync()).DeliveredAt);
        var moments = await app.WithDbAsync(db => db.Set<Service>().OrderBy(s => s.EndedAt).ThenBy(s => s.Moment).Select(s => s.Moment).ToListAsync());
        Assert.Equal([ServiceMoment.Accepted, ServiceMoment.Closed], moments);
        Assert.StartsWith("/rate/", (await applicant.PageAsync($"/progress/{it.Number}")).QuerySelector("#rate")!.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applied_for_online_with_uploads_and_the_code_is_shown()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var citizen = app.NewBrowser();
        Assert.NotNull((await citizen.PageAsync("/apply/SU01")).QuerySelector("form#questions"));

        var response = await citizen.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [Upload.Pdf("file.M1")], "form#apply");

        var it = await desk.TheCaseAsync();
        Assert.Equal(it.QueryCode, (await response.PageAsync()).QuerySelector("#query-code")!.TextContent);
        Assert.Equal((CaseChannel.Online, 2, 1), (it.Channel, it.Materials.Count, it.FileCount));
        Assert.Contains("scan.pdf", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_immediate_matter_is_finished_at_the_window_in_one_go()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.OnTheSpot);

        var it = await desk.ReceiveAsync("finish", path: "/staff/cases/new?item=SU01");

        Assert.Equal((CaseStatus.Closed, CaseOutcome.Granted), (it.Status, it.Outcome));
        Assert.Equal(it.ReceivedAt, it.ClosedAt);
    }

    [Fact]
    public async Task Who_waits_for_an_immediate_matter_has_its_result_in_hand()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.OnTheSpot);
        var fields = new Dictionary<string, string>(CaseDesk.Person) { ["Do"] = "finish", ["Findings[M1].State"] = "Received", ["Form.Delivery"] = "PickUp" };

        Assert.Null((await desk.Clerk.SubmitAsync("/staff/cases/new?item=SU01", fields, "form#receive")).RefusalCode());

        var it = await desk.TheCaseAsync();
        Assert.Equal((CaseStatus.Closed, it.ReceivedAt), (it.Status, it.DeliveredAt));
    }

    [Fact]
    public async Task What_is_owed_after_acceptance_may_be_brought_to_the_window()
    {
        await using var app = await TongbanApp.StartAsync();
        var materials = Contents.StartCompany.Materials.Select(m => m.Id == "M2" ? m with { Deferrable = true } : m);
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { Materials = [.. materials] });
        Dictionary<string, string> fields = new(CaseDesk.Person) { ["Do"] = "accept", ["Defer"] = "true", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Missing" };
        Assert.Null((await desk.Clerk.SubmitAsync("/staff/cases/new?item=SU01&a-who=self&a-place=own", fields, "form#receive")).RefusalCode());
        var it = await desk.TheCaseAsync();
        Assert.Equal(MaterialState.Owed, it.Material("M2").State);

        var page = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}");
        Assert.Single(page.QuerySelectorAll("form#owed tbody tr"));
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "save", ["Findings[M1].State"] = "Faulty", ["Findings[M2].State"] = "Received" }, "form#owed");

        var done = await desk.TheCaseAsync();
        Assert.Equal((MaterialState.Received, MaterialState.Received), (done.Material("M1").State, done.Material("M2").State));
    }

    [Fact]
    public async Task Nobody_told_in_time_and_whoever_looks_next_finds_it_accepted()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var applicant = await desk.ApplicantAsync(it);

        app.Time.Advance(TimeSpan.FromDays(8));
        var page = await applicant.PageAsync($"/progress/{it.Number}");

        Assert.Contains("视为受理", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal((CaseStatus.Accepted, it.ReceivedOn, true), await StateAsync(desk));
    }

    [Fact]
    public async Task The_worker_deems_what_nobody_looks_at()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        await desk.ReceiveAsync("keep");

        app.Time.Advance(TimeSpan.FromDays(8));
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<CaseDuties>().RunAsync();
            return 0;
        });

        Assert.Equal((CaseStatus.Accepted, true), ((await desk.TheCaseAsync()).Status, (await desk.TheCaseAsync()).IsDeemed));
    }

    [Fact]
    public async Task Not_ours_names_the_right_body_on_paper()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        Dictionary<string, string> fields = new() { ["Reason"] = "NotOurs", ["Text"] = "属于税务事项" };
        Assert.Equal("case.remark-missing", (await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", fields, "form#not-accept")).RefusalCode());

        fields["Body"] = "区税务局";
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", fields, "form#not-accept");

        var paper = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}/papers/not-accepted");
        Assert.Contains("区税务局", paper.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(CaseStatus.NotAccepted, (await desk.TheCaseAsync()).Status);
    }

    [Fact]
    public async Task A_case_keeps_the_version_it_was_opened_under()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        await app.WithDbAsync(async db =>
        {
            var newer = new Tongban.Catalogue.ItemVersion(db.CentreId, it.ItemId, 2, Contents.StartCompany with { NameZh = "新名字" }, app.Clock.Now, Tongban.Kernel.Actor.System);
            newer.Publish(app.Clock.Today, app.Clock.Now, Tongban.Kernel.Actor.System);
            db.Add(newer);
            return await db.SaveChangesAsync();
        });

        var page = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}");

        Assert.Contains("企业设立登记", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await desk.Clerk.GetAsync("/staff/cases/new?item=SU01")).StatusCode);
    }

    [Fact]
    public async Task The_address_is_shown_to_who_asks_for_it_in_order_to_post_and_asking_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app, Contents.StartCompany with { PostDelivery = true });
        var fields = new Dictionary<string, string>(CaseDesk.Person) { ["Form.Delivery"] = "Post", ["Form.Address"] = "如意路 1 号" };
        await app.NewBrowser().SubmitFilesAsync(CaseDesk.Apply, fields, [], "form#apply");
        var it = await desk.TheCaseAsync();
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Received" }, "form#check");
        await desk.CloseAsync(it);
        Assert.Null((await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelector("#address"));

        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "address" }, "form#show-address");
        Assert.Equal("如意路 1 号", (await desk.Clerk.PageAsync($"/staff/cases/{it.Id}")).QuerySelector("#address")!.TextContent);
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Way"] = "Post", ["Text"] = "SF1000000001" }, "form#deliver");

        Assert.Equal((DeliveryWay.Post, true), ((await desk.TheCaseAsync()).Delivery, (await desk.TheCaseAsync()).DeliveredAt is not null));
    }

    private static async Task<(CaseStatus, DateOnly?, bool)> StateAsync(CaseDesk desk)
    {
        var it = await desk.TheCaseAsync();
        return (it.Status, it.AcceptedOn, it.IsDeemed);
    }
}
