using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.Figures;
using Tongban.Tests.Ratings;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Mending;

public sealed class MendingJourneyTests
{
    [Fact]
    public async Task A_bad_rating_is_checked_by_a_call_mended_answered_called_again_and_published_without_names()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);

        var thanks = await (await desk.RateBadlyAsync()).PageAsync();
        var one = await desk.OneAsync();
        Assert.Equal(one.Number, thanks.QuerySelector("#number")!.TextContent);
        Assert.Equal((desk.Hall.Department.Id, null, RectificationStatus.ToVerify, true), (one.DepartmentId, one.HandlerId, one.Status, one.IsNamed));

        // The number is read by whoever has it in hand, and looking is told.
        await desk.DoAsync(desk.Head, "take", "take");
        Assert.Equal("138****5678", (await desk.Head.PageAsync($"/staff/mending/{one.Id}")).QuerySelector("#person")!.TextContent.Trim());
        var looked = await (await desk.DoAsync(desk.Head, "look", "phone")).PageAsync();
        Assert.Equal(MendingDesk.Number, looked.QuerySelector("#phone")!.TextContent);
        Assert.DoesNotContain(MendingDesk.Number, await (await desk.Manager.GetAsync($"/staff/mending/{one.Id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Null((await desk.DoAsync(desk.Head, "called", "reached", ("CallWords", "说叫号后没有人应"))).RefusalCode());
        Assert.Null((await desk.DoAsync(desk.Head, "verify", "verify", ("Verdict", "Valid"), ("Words", "叫号漏了一位"))).RefusalCode());
        await desk.Head.SubmitFilesAsync(
            $"/staff/mending/{one.Id}", MendingDesk.Fields("mend", ("Words", "改为叫三遍"), ("Answer", "已改为叫三遍，向您致歉")), [new Upload("Evidence", "前后对比.png", MendingDesk.Png)], "form#mend");
        Assert.Equal(RectificationStatus.ToCallAgain, (await desk.OneAsync()).Status);

        // The person reads the reply by the link in the message, the second call closes it.
        var told = Assert.Single(await desk.MessagesAsync());
        Assert.Equal(MendingDesk.Number, told.To);
        Assert.Contains($"/mending/{one.Token}", told.Text, StringComparison.Ordinal);
        Assert.Contains("已改为叫三遍", (await desk.Phone.PageAsync($"/mending/{one.Token}")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Head.PageAsync($"/staff/mending/{one.Id}")).QuerySelector("form#called"));
        await desk.CallAsync(desk.Head, "reached", ("CallWords", "说现在可以了"), ("Said", "Satisfied"));
        Assert.Equal((RectificationStatus.Closed, MendingLevel.Satisfied), ((await desk.OneAsync()).Status, (await desk.OneAsync()).MendingRated));
        Assert.Contains("拨打电话，接通了", await TextAsync(desk.Head, $"/staff/mending/{one.Id}"), StringComparison.Ordinal);

        // Noted by staff: the person reads so and still says it themselves; their own word counts.
        var noted = await desk.Phone.PageAsync($"/mending/{one.Token}");
        Assert.Contains("满意", noted.QuerySelector("#noted")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(noted.QuerySelector("form#mended"));
        await desk.Phone.SubmitAsync($"/mending/{one.Token}", new() { ["Level"] = "BasicallySatisfied", ["Words"] = "算是改了" }, "form#mended");
        Assert.Equal(MendingLevel.BasicallySatisfied, (await desk.OneAsync()).MendingRated);
        var opinions = (await desk.Head.PageAsync($"/staff/mending/{one.Id}")).QuerySelectorAll("#opinions p").Select(line => line.TextContent.Trim()).ToList();
        Assert.Equal((4, "算是改了", "说现在可以了"), (opinions.Count, opinions[1], opinions[3]));
        Assert.True(opinions[0].StartsWith("基本满意", StringComparison.Ordinal) && opinions[2].StartsWith("满意（工作人员电话里记的）", StringComparison.Ordinal), string.Join('|', opinions));

        Assert.Equal("rectification.names-somebody", (await desk.DoAsync(desk.Head, "propose", "propose", ("PublicWords", "clerk 叫号漏人"))).RefusalCode());
        await desk.DoAsync(desk.Head, "propose", "propose", ("PublicWords", "叫号漏人，已改为叫三遍。"));
        Assert.DoesNotContain("叫号漏人", await TextAsync(desk.Phone, "/mending"), StringComparison.Ordinal);
        await desk.DoAsync(desk.Manager, "publish", "publish");

        Assert.Contains("叫号漏人，已改为叫三遍。", await TextAsync(desk.Phone, "/mending"), StringComparison.Ordinal);
        var read = await desk.Phone.ReadAsync("/rectifications").GoodAsync();
        Assert.False(read.TryGetProperty("sums", out _));
        Assert.Equal("2026-11", read.GetProperty("published")[0].Text("month"));
        Assert.Equal("100.00%", (await desk.Manager.PageAsync("/staff/mending")).QuerySelector("#sums dd")!.TextContent.Trim());
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("12345678") || fact.Data.Contains("*5678") || fact.Data.Contains("叫三遍"))));
    }

    [Fact]
    public async Task The_rated_sees_nothing_until_told_appeals_with_evidence_and_somebody_else_decides()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        await desk.RateBadlyAsync();
        var one = await desk.OneAsync();
        // Even with a post that mends: never one's own.
        await desk.Hall.PostAsync("clerk", Tongban.People.Role.HallManager);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Clerk.GetAsync($"/staff/mending/{one.Id}")).StatusCode);
        Assert.DoesNotContain(one.Number, await TextAsync(desk.Clerk, "/staff/mending"), StringComparison.Ordinal);
        Assert.DoesNotContain(one.Number, await TextAsync(desk.Clerk, "/staff/mending/about-me"), StringComparison.Ordinal);

        await desk.DoAsync(desk.Head, "take", "take");
        Assert.Equal("rectification.rated-oneself", (await desk.DoAsync(desk.Manager, "assign", "assign", ("To", desk.ClerkAccount.Id.ToString()))).RefusalCode());
        await desk.DoAsync(desk.Head, "tell", "tell", ("Told", "叫号后没有等人"));

        var about = await desk.Clerk.PageAsync("/staff/mending/about-me");
        Assert.Contains("叫号后没有等人", about.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.All(new[] { "四十分钟", "12345678", "*5678", "11月24日", one.Id.ToString(), desk.Service.Token }, secret => Assert.DoesNotContain(secret, about.QuerySelector("main")!.InnerHtml, StringComparison.Ordinal));

        var form = $"form#appeal-{one.Number}";
        Assert.Equal("file.type", (await desk.Clerk.SubmitFilesAsync("/staff/mending/about-me", new() { ["Words"] = "等了三分钟" }, [new Upload("Evidence", "x.png", [1, 2, 3])], form)).RefusalCode());
        Assert.False((await desk.OneAsync()).IsAppealOpen);
        await desk.Clerk.SubmitFilesAsync("/staff/mending/about-me", new() { ["Words"] = "等了三分钟，有录像" }, [new Upload("Evidence", "录像.png", MendingDesk.Png)], form);

        Assert.Null(await FormAsync(desk.Head, one, "appeal"));
        await desk.DoAsync(desk.Manager, "appeal", "uphold", ("UpholdAs", "Unfounded"), ("AppealWords", "录像为证"), ("AppealAnswer", "录像显示叫了三遍"));
        Assert.True((await desk.OneAsync()).IsExcluded);
        Assert.Equal(["不属实", "录像为证"], (await desk.Manager.PageAsync($"/staff/mending/{one.Id}")).QuerySelectorAll("#findings > p").Select(line => line.QuerySelector("b")?.TextContent ?? line.TextContent.Trim()));
        await CountsNowhereAsync(app, desk);
        Assert.Contains("录像显示叫了三遍", await TextAsync(desk.Phone, $"/mending/{one.Token}"), StringComparison.Ordinal);
        var sums = await app.WithDbAsync(db => MendingFigures.OfAsync(db.Set<Rectification>()));
        Assert.Equal((1, 1, 0, 0, 1), (sums.All, sums.Named, sums.CalledBack, sums.Due, sums.Excluded));
    }

    [Fact]
    public async Task A_person_who_is_not_satisfied_opens_it_again_by_the_link_and_a_forged_link_is_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        await desk.RateBadlyAsync();
        var one = await desk.OneAsync();
        await desk.DoAsync(desk.Head, "take", "take");
        await desk.CallAsync(desk.Head, "reached", ("CallWords", "已通话"));
        await desk.DoAsync(desk.Head, "verify", "verify", ("Verdict", "Valid"), ("Words", "属实"));
        await desk.DoAsync(desk.Head, "mend", "mend", ("Words", "改了"), ("Answer", "=HYPERLINK(\"x\")<b>改好</b>"));

        var page = await desk.Phone.PageAsync($"/mending/{one.Token}");
        Assert.Contains("=HYPERLINK(\"x\")<b>改好</b>", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Phone.GetAsync($"/mending/{new string('0', one.Token.Length)}")).StatusCode);
        Assert.Equal("rectification.choose-level", (await desk.Phone.SubmitAsync($"/mending/{one.Token}", new())).RefusalCode());
        Assert.Equal("rectification.note-too-long", (await desk.Phone.SubmitAsync($"/mending/{one.Token}", new() { ["Level"] = "Dissatisfied", ["Words"] = new('慢', 10_000) })).RefusalCode());
        await desk.Phone.SubmitAsync($"/mending/{one.Token}", new() { ["Level"] = "Dissatisfied", ["Words"] = "还是没人叫" });

        Assert.Equal((RectificationStatus.Mending, 2), ((await desk.OneAsync()).Status, (await desk.OneAsync()).Round));
        Assert.Contains("还是没人叫", await TextAsync(desk.Head, $"/staff/mending/{one.Id}"), StringComparison.Ordinal);
        Assert.StartsWith("不满意", (await desk.Head.PageAsync($"/staff/mending/{one.Id}")).QuerySelector("#opinions")!.TextContent.Trim(), StringComparison.Ordinal);

        // Said by the link before the second call: not asked again, and the call is kept.
        await desk.DoAsync(desk.Head, "mend", "mend", ("Words", "又改了"), ("Answer", "再次改好"));
        await desk.Phone.SubmitAsync($"/mending/{one.Token}", new() { ["Level"] = "Satisfied" });
        Assert.NotNull((await (await desk.DoAsync(desk.Head, "look", "phone")).PageAsync()).QuerySelector("form#called"));
        var said = await desk.Head.PageAsync($"/staff/mending/{one.Id}");
        Assert.Null(said.QuerySelector("#Said"));
        Assert.Equal(["满意", "不满意", "还是没人叫"], said.QuerySelectorAll("#opinions > p").Select(line => line.QuerySelector("b")?.TextContent.Split('（')[0] ?? line.TextContent.Trim()));
        Assert.Null((await desk.DoAsync(desk.Head, "called", "reached", ("CallWords", "说好了"), ("Said", "Dissatisfied"))).RefusalCode());
        Assert.Equal((RectificationStatus.Closed, MendingLevel.Satisfied), ((await desk.OneAsync()).Status, (await desk.OneAsync()).MendingRated));
    }

    [Fact]
    public async Task A_clock_that_runs_out_is_told_once_and_the_longer_term_needs_a_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        await desk.RateBadlyAsync();
        var own = $"/mending/{(await desk.OneAsync()).Token}";
        Assert.Null((await desk.Phone.PageAsync(own)).QuerySelector("#late"));
        app.Time.Advance(TimeSpan.FromDays(2));
        var late = (await desk.Phone.PageAsync(own)).QuerySelector("#late")!.TextContent;
        Assert.True(late.Contains("11月25日", StringComparison.Ordinal) && late.Contains("核实", StringComparison.Ordinal) && late.Contains("12345", StringComparison.Ordinal), late);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => DutiesAsync(app))));
        await DutiesAsync(app);

        var alert = await app.WithDbAsync(db => db.Set<RectificationAlert>().SingleAsync());
        Assert.Equal((Duty.Verify, Tongban.Kernel.TermColour.Red), (alert.Duty, alert.Colour));
        var manager = app.NewBrowser();
        await manager.SubmitAsync("/staff/sign-in", new() { ["Name"] = "manager", ["Password"] = Hall.Password });
        Assert.Contains((await desk.OneAsync()).Number, await TextAsync(manager, "/staff/mending?show=alerts"), StringComparison.Ordinal);
        await desk.DoAsync(manager, "alerts", "see");
        Assert.DoesNotContain((await desk.OneAsync()).Number, await TextAsync(manager, "/staff/mending?show=alerts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_take_it_at_once_one_has_it_and_who_comes_late_is_told()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        await desk.RateBadlyAsync();
        var path = $"/staff/mending/{(await desk.OneAsync()).Id}";

        var pages = await Task.WhenAll(new[] { desk.Head, desk.Manager }.Select(async who => (who, page: await who.PageAsync(path))));
        var answers = await Task.WhenAll(pages.Select(pair => Task.Run(() => pair.who.SubmitRawAsync(pair.page, new() { ["Do"] = "take" }, "form#take"))));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(answers, answer => answer.RefusalCode() == "rectification.taken");
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "rectification.taken")));
    }

    [Fact]
    public async Task An_additional_bad_rating_joins_the_open_one_and_a_bad_one_after_a_good_one_opens_its_own()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        await desk.RateBadlyAsync();
        await AddAsync(desk, desk.Service);
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rectification>().CountAsync()));

        var other = (await Served.AtAsync(app, desk.Hall, desk.Hall.Windows[0])).Service;
        await desk.Phone.SubmitAsync($"/rate/{other.Token}", Served.Form(RatingLevel.VerySatisfied));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Rectification>().CountAsync()));
        await AddAsync(desk, other);
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<Rectification>().CountAsync()));

        // A number that only the additional one brings is called too.
        var third = (await Served.AtAsync(app, desk.Hall, desk.Hall.Windows[0])).Service;
        await desk.RateBadlyAsync(third, named: false);
        await AddAsync(desk, third, MendingDesk.Number);

        Assert.Equal([false, true], await app.WithDbAsync(db => db.Set<Rectification>().Where(one => one.ServiceId == third.Id).Select(one => one.IsNamed).OrderBy(named => named).ToListAsync()));
    }

    [Fact]
    public async Task Sums_are_the_same_for_whoever_reads_them_and_only_the_list_hides_ones_own()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await MendingDesk.OpenAsync(app);
        var rated = await desk.Hall.SignedInAsync("rated", Role.HallManager);
        var ratedId = (await app.WithDbAsync(db => db.Users.SingleAsync(user => user.UserName == "rated"))).Id;
        await desk.RateBadlyAsync();
        await desk.RateBadlyAsync((await Served.AtAsync(app, desk.Hall, desk.Hall.Windows[0], ratedId)).Service);

        var pages = await Task.WhenAll(new[] { rated, desk.Manager }.Select(who => who.PageAsync("/staff/mending")));

        Assert.Equal([1, 2], pages.Select(page => page.QuerySelectorAll("#rectifications tbody tr").Length));
        Assert.Equal(pages[1].QuerySelector("#sums")!.TextContent, pages[0].QuerySelector("#sums")!.TextContent);
        Assert.Equal("2", pages[0].QuerySelectorAll("#sums dd:not(.sub)")[3].TextContent.Trim());
        Assert.Empty(pages.SelectMany(page => page.QuerySelectorAll("#sums input, #sums [contenteditable]")));
    }

    private static async Task CountsNowhereAsync(TongbanApp app, MendingDesk desk)
    {
        var good = (await Served.AtAsync(app, desk.Hall, desk.Hall.Windows[0])).Service;
        await desk.Phone.SubmitAsync($"/rate/{good.Token}", Served.Form(RatingLevel.VerySatisfied));
        await Served.CountAsync(app);
        var page = await desk.Manager.PageAsync("/staff/ratings");
        Assert.Equal("100.00%", page.QuerySelectorAll(".kpi dd:not(.sub)")[(int)Share.Good].TextContent.Trim());
        Assert.Contains("1 条", page.QuerySelector("#excluded")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await app.WithAsync(services => services.GetRequiredService<RatingFigures>().TotalAsync(app.Clock.Today, app.Clock.Today))).Given);
    }

    private static async Task AddAsync(MendingDesk desk, Service service, string? phone = null)
    {
        var form = Served.Form(RatingLevel.Dissatisfied, "214");
        if (phone is not null)
        {
            (form["Form.Phone"], form["Form.CallMe"]) = (phone, "true");
        }

        var answer = await desk.Phone.SubmitAsync($"/rate/{service.Token}?more=true", form);
        Assert.Null(answer.RefusalCode());
        Assert.EndsWith("/thanks", answer.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.OrdinalIgnoreCase);
    }

    private static Task<int> DutiesAsync(TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<MendingDuties>().RunAsync(TestContext.Current.CancellationToken);
        return 0;
    });

    private static async Task<object?> FormAsync(Browser who, Rectification one, string form) => (await who.PageAsync($"/staff/mending/{one.Id}")).QuerySelector($"form#{form}");

    private static async Task<string> TextAsync(Browser who, string path) => (await who.PageAsync(path)).QuerySelector("main")!.TextContent;
}
