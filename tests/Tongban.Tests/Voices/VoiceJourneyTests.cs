using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Tests.Mending;
using Tongban.Voices;

namespace Tongban.Tests.Voices;

public sealed class VoiceJourneyTests
{
    private const string Phone = "13812345678";

    [Fact]
    public async Task From_the_portal_over_a_transfer_an_answer_and_dissatisfaction_to_a_published_answer()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var sent = await desk.Person.SubmitFilesAsync(
            "/voices/new", new() { ["Kind"] = "Complaint", ["Text"] = "坡道太陡，轮椅上不去", ["Name"] = "王小明", ["Phone"] = Phone, ["MayPublish"] = "true" }, [new Upload("Files", "坡道.png", MendingDesk.Png)], "form#voice");
        var page = await sent.PageAsync();
        var (number, code) = (page.QuerySelector("#number")!.TextContent, page.QuerySelector("#code")!.TextContent);
        var one = await desk.OneAsync();
        Assert.Equal((number, VoiceStatus.ToRoute, "S-20261124-0001"), (one.Number, one.Status, number));

        // Told once, and by the message; it is nowhere in the rows.
        Assert.Null((await desk.Person.PageAsync($"/voices/mine/{number}")).QuerySelector("#code"));
        var told = Assert.Single(await desk.MessagesAsync());
        Assert.Equal(Phone, told.To);
        Assert.Contains($"编号 {number}，查询码 {code}，2026年12月11日 前答复", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, one.CodeHash, StringComparison.OrdinalIgnoreCase);

        // The body sees it only once it is routed there.
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Head.GetAsync($"/staff/voices/{one.Id}")).StatusCode);
        Assert.Equal("voice.choose-body", (await desk.DoAsync(desk.Officer, "route", "route", ("RouteTo", ""))).RefusalCode());
        // Another kind is told in the history, and to the person where the day changes.
        Assert.Null((await desk.DoAsync(desk.Officer, "classify", "classify", ("Kind", "Help"))).RefusalCode());
        Assert.Equal("voice.longer-needs-reason", (await desk.DoAsync(desk.Officer, "classify", "classify", ("Kind", "Complaint"))).RefusalCode());
        Assert.Contains("改诉求类型：求助 → 投诉", await (await desk.DoAsync(desk.Officer, "classify", "classify", ("Kind", "Complaint"), ("KindWhy", "说的是坡道没改"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains((await desk.MessagesAsync()).Select(message => message.Text), text => text.Contains($"您的诉求 {number} 按求助办理，2026年11月27日 前答复", StringComparison.Ordinal));
        await desk.DoAsync(desk.Officer, "route", "route", ("RouteTo", desk.Hall.Department.Id.ToString()));
        await desk.DoAsync(desk.Head, "take", "take");
        Assert.Equal("王*明　138****5678", (await desk.Head.PageAsync($"/staff/voices/{one.Id}")).QuerySelector("#person")!.TextContent.Trim());
        Assert.Equal(Phone, (await (await desk.DoAsync(desk.Head, "look", "person")).PageAsync()).QuerySelector("#phone")!.TextContent);
        Assert.DoesNotContain(Phone, await (await desk.Manager.GetAsync($"/staff/voices/{one.Id}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // To the centre itself at once, back only with consent.
        await desk.DoAsync(desk.Head, "transfer", "transfer", ("TransferTo", "centre"), ("TransferWhy", "坡道归中心管"));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Head.GetAsync($"/staff/voices/{one.Id}")).StatusCode);
        await desk.DoAsync(desk.Officer, "take", "take");
        await desk.DoAsync(desk.Officer, "transfer", "transfer", ("TransferTo", desk.Hall.Department.Id.ToString()), ("TransferWhy", "门是他们开的"));
        Assert.Equal("voice.transfer-asked", (await desk.DoAsync(desk.Officer, "assign", "reply", ("Answer", "不归我们"))).RefusalCode());
        Assert.NotNull((await desk.Officer.PageAsync($"/staff/voices/{one.Id}")).QuerySelector("#transfer-waits"));
        Assert.Equal(HttpStatusCode.Forbidden, await desk.ForgeAsync(desk.Officer, "agree-transfer"));
        await desk.DoAsync(desk.Manager, "transfer-decision", "refuse-transfer", ("TransferWords", "中心来修"));

        await desk.DoAsync(desk.Officer, "answer", "reply", ("Answer", "坡道下周改缓，=1+1<b>"));
        Assert.Equal(4, (await desk.MessagesAsync()).Count);
        var answered = await desk.Person.PageAsync($"/voices/mine/{number}");
        Assert.Contains("坡道下周改缓，=1+1<b>", answered.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await desk.Person.SubmitAsync($"/voices/mine/{number}", new() { ["Level"] = "Dissatisfied", ["Opinion"] = "下周是哪天", ["Do"] = "judge" }, "form#judge");
        Assert.Equal((VoiceStatus.InHand, 2), ((await desk.OneAsync()).Status, (await desk.OneAsync()).Round));
        Assert.Equal("正在重新办理", (await desk.Person.PageAsync($"/voices/mine/{number}")).QuerySelector("#again")!.TextContent);
        await desk.DoAsync(desk.Officer, "answer", "reply", ("Answer", "12月1日完工"));

        // Somebody else calls, who has looked at the number; what they note is told to the person, whose own word counts.
        Assert.Null((await desk.Officer.PageAsync($"/staff/voices/{one.Id}")).QuerySelector("form#called"));
        (string, string)[] said = [("CallWords", "说可以"), ("Said", "Satisfied")];
        Assert.Equal("voice.call-by-another", (await desk.DoAsync(desk.Officer, "assign", "reached", said)).RefusalCode());
        Assert.Equal("voice.call-first", (await desk.DoAsync(desk.Manager, "look", "reached", said)).RefusalCode());
        Assert.Equal("voice.call-first", (await desk.DoAsync(desk.Manager, "look", "in-vain")).RefusalCode());
        await desk.DoAsync(desk.Manager, "look", "person");
        Assert.Contains("回访：没接通", await (await desk.DoAsync(desk.Manager, "called", "in-vain")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("voice.tried-just-now", (await desk.DoAsync(desk.Manager, "called", "in-vain")).RefusalCode());
        Assert.Contains((await desk.MessagesAsync()).Select(message => message.Text), text => text.Contains("没有接通", StringComparison.Ordinal));
        Assert.Null((await desk.DoAsync(desk.Manager, "called", "reached", said)).RefusalCode());
        Assert.Contains((await desk.MessagesAsync()).Select(message => message.Text), text => text.Contains($"您对诉求 {number} 的答复满意。不是这样，请在 2026年12月9日 前", StringComparison.Ordinal));
        Assert.Contains("工作人员 11月24日 周二 电话记录：您表示满意", (await desk.Person.PageAsync($"/voices/mine/{number}")).QuerySelector("#noted")!.TextContent, StringComparison.Ordinal);
        await desk.Person.SubmitAsync($"/voices/mine/{number}", new() { ["Level"] = "BasicallySatisfied", ["Opinion"] = "没人打过电话", ["Do"] = "judge" }, "form#judge");
        Assert.Contains("您评的是：基本满意", await VoiceDesk.TextAsync(desk.Person, $"/voices/mine/{number}"), StringComparison.Ordinal);
        // Both answers in their order with what was said of each, and of the reopening only that it happened.
        var both = await desk.Person.PageAsync($"/voices/mine/{number}");
        Assert.Contains("坡道下周改缓", both.QuerySelector("section[aria-labelledby=answer-1]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("您评的是：不满意", both.QuerySelector("section[aria-labelledby=answer-1]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("12月1日完工", both.QuerySelector("section[aria-labelledby=answer-2]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("您不满意，重新办理", Assert.Single(both.QuerySelectorAll("li.reopened")).TextContent, StringComparison.Ordinal);
        Assert.Null(both.QuerySelector("#again"));
        Assert.Contains("记录不符", await VoiceDesk.TextAsync(desk.Manager, "/staff/voices?show=contradicted"), StringComparison.Ordinal);
        Assert.Contains("基本满意 （本人评）", (await desk.Manager.PageAsync($"/staff/voices/{one.Id}")).QuerySelector("#judged")!.TextContent, StringComparison.Ordinal);

        Assert.Equal("voice.names-somebody", (await desk.DoAsync(desk.Officer, "propose", "propose", ("Question", "王小明：坡道太陡"), ("PublicAnswer", "已改"))).RefusalCode());
        await desk.DoAsync(desk.Officer, "propose", "propose", ("Question", "坡道太陡"), ("PublicAnswer", "已经改缓"));
        Assert.DoesNotContain("已经改缓", await VoiceDesk.TextAsync(desk.Person, "/voices"), StringComparison.Ordinal);
        Assert.NotNull((await desk.Manager.PageAsync($"/staff/voices/{one.Id}")).QuerySelector("#publish-contradicted"));
        Assert.Equal("voice.by-another", (await desk.DoAsync(desk.Manager, "contradiction", "checked", ("Found", "听错了"))).RefusalCode());
        var director = await desk.Hall.SignedInAsync("director", Tongban.People.Role.Director);
        Assert.Contains("已核实：听录音是记错了", await (await desk.DoAsync(director, "contradiction", "checked", ("Found", "听录音是记错了"))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(number, (await director.PageAsync("/staff/voices?show=contradicted")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await desk.DoAsync(desk.Manager, "publish", "publish");
        Assert.Contains("已经改缓", await VoiceDesk.TextAsync(app.NewBrowser(), "/voices"), StringComparison.Ordinal);

        // Another browser needs number and code; guessing is counted by the network it comes from.
        using var stranger = app.NewBrowser();
        Assert.EndsWith("/voices/find", (await stranger.GetFollowingAsync($"/voices/mine/{number}")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("voice.wrong-code", (await stranger.SubmitAsync("/voices/find", new() { ["Number"] = number, ["Code"] = "ACDEFGHJ" })).RefusalCode());
        var found = await stranger.SubmitAsync("/voices/find", new() { ["Number"] = number.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant(), ["Code"] = code.ToLowerInvariant() });
        Assert.DoesNotContain(code, found.RequestMessage!.RequestUri!.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("坡道.png", (await found.PageAsync()).QuerySelector("a[download]")!.TextContent);
        foreach (var _ in Enumerable.Range(0, 5))
        {
            await stranger.SubmitAsync("/voices/find", new() { ["Number"] = number, ["Code"] = "ACDEFGHJ" });
        }

        var shutOut = await stranger.SubmitAsync("/voices/find", new() { ["Number"] = number, ["Code"] = code });
        Assert.Equal("voice.too-many-tries", shutOut.RefusalCode());
        Assert.Contains("换个网络", await shutOut.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Task<Voice> FromAsync(string address, string tried) => app.WithAsync(services => services.GetRequiredService<Tongban.Voices.Giving.VoiceLooking>().FindAsync(number, tried, address, TestContext.Current.CancellationToken));
        foreach (var guesser in Enumerable.Range(1, 3).SelectMany(host => Enumerable.Repeat($"198.51.100.{host}", 5)))
        {
            Assert.Equal("voice.wrong-code", (await Assert.ThrowsAsync<Refusal>(() => FromAsync(guesser, "ACDEFGHJ"))).Code);
        }

        Assert.Equal(number, (await FromAsync("203.0.113.7", code)).Number);
        Assert.Equal("voice.too-many-tries", (await Assert.ThrowsAsync<Refusal>(() => FromAsync("198.51.100.1", code))).Code);
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("12345678") || fact.Data.Contains("*5678") || fact.Data.Contains("坡道") || fact.Data.Contains(code))));
    }

    [Fact]
    public async Task An_anonymous_one_is_urged_added_to_linked_and_answered_together_and_clocks_are_told_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var number = await desk.SayAsync("Inquiry", "周末开不开？", body: true);
        var one = await desk.OneAsync();
        Assert.True(one.IsAnonymous);
        Assert.Equal((desk.Hall.Department.Id, VoiceStatus.InHand), (one.DepartmentId, one.Status));
        await desk.Person.SubmitAsync($"/voices/mine/{number}", new() { ["Do"] = "urge" }, "form#more");
        Assert.Equal("voice.urged-today", (await desk.Person.SubmitAsync($"/voices/mine/{number}", new() { ["Do"] = "urge" }, "form#more")).RefusalCode());
        Assert.Equal("file.type", (await desk.Person.SubmitFilesAsync($"/voices/mine/{number}", new() { ["Do"] = "add", ["More"] = "附图" }, [new Upload("Files", "x.png", [1, 2, 3])], "form#more")).RefusalCode());
        await desk.Person.SubmitAsync($"/voices/mine/{number}", new() { ["Do"] = "add", ["More"] = "是说星期天" }, "form#more");

        // Of two who take it at once one has it.
        var path = $"/staff/voices/{one.Id}";
        var pages = await Task.WhenAll(new[] { desk.Head, desk.Manager }.Select(async who => (who, page: await who.PageAsync(path))));
        var answers = await Task.WhenAll(pages.Select(pair => Task.Run(() => pair.who.SubmitRawAsync(pair.page, new() { ["Do"] = "take" }, "form#take"))));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(answers, answer => answer.RefusalCode() == "voice.taken");
        var (name, holder) = (await desk.OneAsync()).HandlerId == await desk.IdOfAsync("head") ? ("head", desk.Head) : ("manager", desk.Manager);

        // The same matter once more, and a page that is out of date.
        await desk.SayAsync("Inquiry", "星期天开门吗", body: true);
        var second = await app.WithDbAsync(db => db.Set<Voice>().SingleAsync(voice => voice.Number != number));
        var old = await holder.PageAsync($"/staff/voices/{second.Id}");
        Assert.Equal("voice.no-such-voice", (await holder.SubmitAsync($"/staff/voices/{second.Id}", new() { ["Do"] = "link", ["LinkNumber"] = "S-20991231-0001" }, "form#link")).RefusalCode());
        Assert.Null((await holder.SubmitAsync($"/staff/voices/{second.Id}", new() { ["Do"] = "link", ["LinkNumber"] = number }, "form#link")).RefusalCode());
        var late = await holder.SubmitRawAsync(old, new() { ["Do"] = "take" }, "form#take");
        Assert.True(late.RefusalCode() is "request.changed-meanwhile" or "voice.taken", late.RefusalCode());

        app.Time.Advance(TimeSpan.FromDays(4));
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => DutiesAsync(app))));
        await DutiesAsync(app);
        Assert.Equal([VoiceThreshold.Passed, VoiceThreshold.Passed], await app.WithDbAsync(db => db.Set<VoiceAlert>().Select(alert => alert.Threshold).ToListAsync()));

        var later = app.NewBrowser();
        await later.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = Hall.Password });
        await desk.DoAsync(later, "answer", "reply", [("Answer", "星期天也开")], one.Id);
        Assert.Equal([VoiceStatus.Closed, VoiceStatus.Closed], await app.WithDbAsync(db => db.Set<Voice>().Select(voice => voice.Status).ToListAsync()));
        Assert.All(await app.WithDbAsync(db => db.Set<Voice>().ToListAsync()), voice => Assert.True(voice.IsRepliedLate));
        Assert.Equal(["星期天也开", "星期天也开"], await app.WithDbAsync(async db => (await db.Set<Voice>().ToListAsync()).ConvertAll(voice => voice.ReplyText)));
    }

    [Fact]
    public async Task A_dissatisfaction_noted_on_the_phone_is_told_as_such_and_contradicted_by_the_person()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        await desk.Person.SubmitAsync("/voices/new", new() { ["Kind"] = "Help", ["Text"] = "轮椅借不到", ["Phone"] = Phone }, "form#voice");
        var mine = $"/voices/mine/{(await desk.OneAsync()).Number}";
        await desk.DoAsync(desk.Officer, "route", "route", ("RouteTo", "centre"));
        await desk.DoAsync(desk.Officer, "take", "take");
        await desk.DoAsync(desk.Officer, "answer", "reply", ("Answer", "一楼可借"));
        var old = await desk.Person.PageAsync(mine);
        await desk.DoAsync(desk.Manager, "look", "person");
        await desk.DoAsync(desk.Manager, "called", "reached", ("CallWords", "不满意"), ("Said", "Dissatisfied"));
        Assert.Contains((await desk.MessagesAsync()).Select(message => message.Text), text => text.Contains("的答复不满意。不是这样，请在 2026年12月9日 前", StringComparison.Ordinal));
        var page = await desk.Person.PageAsync(mine);
        Assert.Contains("电话记录：您表示不满意，正在重新办理", page.QuerySelector("#noted")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("您不满意", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("一楼可借", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Satisfied", "BasicallySatisfied"], page.QuerySelectorAll("#judge input[name=Level]").Select(level => level.GetAttribute("value")));

        // The tab that was open before counts as well.
        Assert.Equal(HttpStatusCode.Found, (await desk.Person.SubmitRawAsync(old, new() { ["Level"] = "Satisfied", ["Do"] = "judge" }, "form#judge")).StatusCode);
        Assert.Equal((VoiceStatus.Closed, 1), ((await desk.OneAsync()).Status, (await desk.OneAsync()).Round));
        Assert.Contains("您评的是：满意", await VoiceDesk.TextAsync(desk.Person, mine), StringComparison.Ordinal);
        Assert.Contains("轮椅借不到", await VoiceDesk.TextAsync(desk.Manager, "/staff/voices?show=contradicted"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_words_are_asked_about_before_they_are_taken_twice_and_a_number_is_never_dropped_in_silence()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        Task<int> CountAsync() => app.WithDbAsync(db => db.Set<Voice>().CountAsync());

        // One form, sent again as after "back": the same voice. A form opened anew with the same words: asked.
        var form = await desk.Person.PageAsync("/voices/new");
        Dictionary<string, string> said = new() { ["Kind"] = "Help", ["Text"] = "轮椅借不到" };
        var (first, second) = (await desk.Person.SubmitRawAsync(form, said, "form#voice"), await desk.Person.SubmitRawAsync(form, said, "form#voice"));
        Assert.Equal((first.Headers.Location, 1), (second.Headers.Location, await CountAsync()));
        Assert.Equal("收到了", (await (await desk.Person.FollowAsync(first)).PageAsync()).Title!.Split(' ')[0]);
        var number = (await desk.OneAsync()).Number;
        var asked = await desk.Person.SubmitAsync("/voices/new", said, "form#voice");
        var page = await asked.PageAsync();
        Assert.Equal(("voice.said-already", 1), (asked.RefusalCode(), await CountAsync()));
        Assert.Equal($"/voices/mine/{number}", page.QuerySelector("#already a")!.GetAttribute("href"));
        Assert.Equal("轮椅借不到", page.QuerySelector("#Text")!.TextContent.Trim());
        Assert.Null((await desk.Person.SubmitAsync("/voices/new", new(said) { ["Again"] = "true" }, "form#voice")).RefusalCode());
        Assert.Equal(2, await CountAsync());

        // Nobody else is asked, and the same phone is from wherever it writes.
        using var other = app.NewBrowser();
        Dictionary<string, string> withPhone = new(said) { ["Phone"] = Phone };
        Assert.Null((await other.SubmitAsync("/voices/new", withPhone, "form#voice")).RefusalCode());
        Assert.Equal("voice.said-already", (await app.NewBrowser().SubmitAsync("/voices/new", withPhone, "form#voice")).RefusalCode());
        Assert.Null((await app.NewBrowser().SubmitAsync("/voices/new", said, "form#voice")).RefusalCode());

        var torn = await other.SubmitAsync("/voices/new", new() { ["Kind"] = "Complaint", ["Text"] = "窗口没人", ["Name"] = "王小明", ["Phone"] = "138 1234", ["Anonymous"] = "true" }, "form#voice");
        var again = await torn.PageAsync();
        Assert.Equal(("voice.anonymous-with-contact", 4), (torn.RefusalCode(), await CountAsync()));
        Assert.All(["Name", "Phone"], field => Assert.Equal("true", again.QuerySelector($"#{field}")!.GetAttribute("aria-invalid")));
        Assert.Equal(("窗口没人", "138 1234"), (again.QuerySelector("#Text")!.TextContent.Trim(), again.QuerySelector("#Phone")!.GetAttribute("value")));
        app.Time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        Assert.Null((await app.NewBrowser().SubmitAsync("/voices/new", withPhone, "form#voice")).RefusalCode());
    }

    [Fact]
    public async Task Who_has_signed_in_finds_it_under_mine_unless_they_wanted_to_leave_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        Assert.NotNull((await desk.Person.PageAsync("/")).QuerySelector("main a[href='/voices']"));
        using var citizen = app.NewBrowser();
        var sent = await citizen.SubmitAsync("/me/sign-in", new() { ["Phone"] = Phone });
        await citizen.SubmitAsync(sent.RequestMessage!.RequestUri!.PathAndQuery, new() { ["Digits"] = await Tests.Appointments.Guest.LastCodeAsync(app, Phone) });

        await citizen.SubmitAsync("/voices/new", new() { ["Kind"] = "Help", ["Text"] = "请帮我", ["Name"] = "王小明" }, "form#voice");
        await citizen.SubmitAsync("/voices/new", new() { ["Kind"] = "Complaint", ["Text"] = "不说是谁", ["Anonymous"] = "true" }, "form#voice");

        var mine = (await citizen.PageAsync("/me")).QuerySelector("#voices-mine")!.TextContent;
        Assert.Contains("请帮我", mine, StringComparison.Ordinal);
        Assert.NotNull((await citizen.PageAsync("/me")).QuerySelector("main a[href='/voices/new']"));
        Assert.DoesNotContain("不说是谁", mine, StringComparison.Ordinal);
        var hidden = await app.WithDbAsync(db => db.Set<Voice>().SingleAsync(voice => voice.Kind == VoiceKind.Complaint));
        Assert.True(hidden.IsAnonymous);
        Assert.Equal(["guest"], await app.WithDbAsync(db => db.Facts.Where(fact => fact.SubjectId == hidden.Id && fact.What == "voice.received").Select(fact => fact.By).ToListAsync()));
    }

    private static Task<int> DutiesAsync(TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<VoiceDuties>().RunAsync(TestContext.Current.CancellationToken);
        return 0;
    });
}
