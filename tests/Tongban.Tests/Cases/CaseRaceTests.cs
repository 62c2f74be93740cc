using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;

namespace Tongban.Tests.Cases;

public sealed class CaseRaceTests
{
    [Fact]
    public async Task Of_two_officers_who_claim_at_once_one_gets_it_and_the_other_is_told_what_can_be_done()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");

        var pages = await Task.WhenAll(new[] { desk.Officer, desk.Colleague }.Select(async who => (who, page: await who.PageAsync($"/staff/inbox/{it.Id}"))));
        var answers = await Task.WhenAll(pages.Select(pair => Task.Run(() => pair.who.SubmitRawAsync(pair.page, new() { ["Do"] = "claim" }, "form#claim"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        var lost = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
        var page = await lost.PageAsync();
        var winner = answers[0].StatusCode == HttpStatusCode.Redirect ? "officer" : "colleague";
        Assert.Contains(winner, page.QuerySelector("#who-has-it")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Mark", "Notify", "Pause"], page.QuerySelectorAll("#allowed li[data-move]").Select(move => move.GetAttribute("data-move")));
        Assert.Equal(1, await CountAsync(app, it, "case.claimed"));
    }

    [Fact]
    public async Task Who_acts_on_what_has_moved_on_gets_409_and_changes_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var old = await desk.Clerk.PageAsync($"/staff/cases/{it.Id}");
        await desk.Clerk.SubmitAsync($"/staff/cases/{it.Id}", new() { ["Do"] = "accept" }, "form#check");

        var response = await desk.Clerk.SubmitRawAsync(old, new() { ["Do"] = "notify", ["Findings[M1].State"] = "Missing" }, "form#check");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal((CaseStatus.Accepted, 0), ((await desk.TheCaseAsync()).Status, (await desk.TheCaseAsync()).Notices));
    }

    [Fact]
    public async Task Two_notices_at_once_are_one()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep", m1: "Missing");
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Clerk.PageAsync($"/staff/cases/{it.Id}")));

        var answers = await Task.WhenAll(pages.Select(page => Task.Run(() => desk.Clerk.SubmitRawAsync(page, new() { ["Do"] = "notify" }, "form#check"))));

        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<CaseNotice>().CountAsync()));
        Assert.Equal(1, (await desk.TheCaseAsync()).Notices);
    }

    [Fact]
    public async Task Two_who_accept_at_once_accept_once_and_the_other_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => desk.Clerk.PageAsync($"/staff/cases/{it.Id}")));

        var answers = await Task.WhenAll(pages.Select(page => Task.Run(() => desk.Clerk.SubmitRawAsync(page, new() { ["Do"] = "accept" }, "form#check"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, await CountAsync(app, it, "case.accepted"));
    }

    [Fact]
    public async Task Of_two_opposite_decisions_at_once_one_holds_and_the_other_reads_what_is_still_possible()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("accept");
        await CaseDesk.DoAsync(desk.Officer, it, "claim", "form#claim");
        var pages = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => desk.Officer.PageAsync($"/staff/inbox/{it.Id}")));

        var answers = await Task.WhenAll(pages.Zip(["agree", "reject"]).Select(pair => Task.Run(() => desk.Officer.SubmitRawAsync(pair.First, new() { ["Do"] = pair.Second, ["Text"] = "看过了" }, "form#step"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        var lost = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Conflict);
        Assert.Equal(["Mark", "Notify", "Claim", "Pause"], (await lost.PageAsync()).QuerySelectorAll("#allowed li[data-move]").Select(move => move.GetAttribute("data-move")));
        Assert.Equal(1, await CountAsync(app, it, "case.step-agreed") + await CountAsync(app, it, "case.step-rejected"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<CaseRemark>().CountAsync()));
    }

    [Fact]
    public async Task Acceptances_at_once_get_numbers_in_a_row()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => desk.Clerk.PageAsync("/staff/cases/new?item=SU01&a-who=self&a-place=own")));
        var fields = new Dictionary<string, string>(CaseDesk.Person) { ["Do"] = "accept", ["Findings[M1].State"] = "Received", ["Findings[M2].State"] = "Received" };

        var answers = await Task.WhenAll(pages.Select(page => Task.Run(() => desk.Clerk.SubmitRawAsync(page, fields, "form#receive"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var numbers = await app.WithDbAsync(db => db.Set<CaseDocument>().Select(document => document.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 8).Select(n => $"市监局受字〔2026〕{n}号"), numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_form_sent_five_times_is_one_case_with_one_number()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var page = await desk.Clerk.PageAsync("/staff/cases/new?item=SU01&a-who=self&a-place=own");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => desk.Clerk.SubmitRawAsync(page, new(CaseDesk.Person) { ["Do"] = "keep" }, "form#receive"))));

        Assert.Single(answers.Select(answer => answer.Headers.Location!.ToString()).Distinct());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Case>().CountAsync()));
    }

    [Fact]
    public async Task Twenty_applications_at_once_get_twenty_numbers_in_a_row()
    {
        await using var app = await TongbanApp.StartAsync();
        await CaseDesk.OpenAsync(app);
        var citizens = Enumerable.Range(0, 20).Select(_ => app.NewBrowser()).ToList();

        await Task.WhenAll(citizens.Select(citizen => Task.Run(() => citizen.SubmitFilesAsync(CaseDesk.Apply, CaseDesk.Person, [], "form#apply"))));

        var numbers = await app.WithDbAsync(db => db.Set<Case>().Select(c => c.Number).ToListAsync());
        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"{n:0000}"), numbers.Select(number => number[^4..]).Order());
    }

    [Fact]
    public async Task One_licence_number_is_given_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var first = await desk.ReceiveAsync("accept");
        await desk.CloseAsync(first, "豫A-1");
        app.Time.Advance(TimeSpan.FromSeconds(1));
        var second = await desk.ReceiveAsync("accept");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await CaseDesk.DoAsync(desk.Officer, second, "claim", "form#claim");
            await CaseDesk.DoAsync(desk.Officer, second, "agree", "form#step", new() { ["Text"] = "好" });
        }

        var response = await CaseDesk.DoAsync(desk.Officer, second, "close", "form#close", new() { ["ResultNumber"] = "豫A-1" });

        Assert.Equal("case.result-number-taken", response.RefusalCode());
        Assert.Equal(CaseStatus.Decided, (await desk.TheCaseAsync()).Status);
    }

    [Fact]
    public async Task Many_guesses_at_once_do_not_slip_through()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await CaseDesk.OpenAsync(app);
        var it = await desk.ReceiveAsync("keep");
        var strangers = Enumerable.Range(0, 15).Select(_ => app.NewBrowser()).ToList();

        var answers = await Task.WhenAll(strangers.Select(stranger => Task.Run(() => stranger.SubmitAsync("/progress", new() { ["Number"] = it.Number, ["Code"] = "WRONG234" }, "form#find"))));

        Assert.True(answers.Count(answer => answer.RefusalCode() == "progress.wrong") <= Looking.TriesPerNumber);
    }

    private static Task<int> CountAsync(TongbanApp app, Case it, string what) =>
        app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.SubjectId == it.Id && fact.What == what));
}
