using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Tests.Mending;
using Tongban.Voices;
using Tongban.Voices.Box;
using Tongban.Voices.Hotline;

namespace Tongban.Tests.Voices;

/// <summary>What staff take for others: calls, cards of the box, visits on the director's day.</summary>
public sealed class TakingTests
{
    private const string Phone = "13712345678";

    [Fact]
    public async Task A_call_is_kept_as_it_is_typed_answered_at_once_and_rated_by_its_caller()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var call = await CallAsync(desk);
        // Half a number is no number yet, and nothing is refused for it.
        Assert.Null((await SaveAsync(desk, call, ("Phone", "1371234"), ("Text", "开药店要"))).RefusalCode());
        Assert.Null((await KeptAsync(app)).PhoneHash);
        var saved = await (await SaveAsync(desk, call, ("Phone", Phone), ("Text", "开公司要什么材料"))).PageAsync();
        Assert.Contains("没有记录", saved.QuerySelector("#aside")!.TextContent, StringComparison.Ordinal);

        // The window was closed: it is found again under those not finished.
        var again = await desk.Officer.PageAsync((await desk.Officer.PageAsync("/staff/hotline")).QuerySelector("#unfinished a")!.GetAttribute("href")!);
        Assert.Contains("开公司要什么材料", again.QuerySelector("#Text")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Manager.GetAsync(call)).StatusCode);
        var known = await desk.Officer.PageAsync($"{call}?q=公司");
        Assert.NotNull(known.QuerySelector($"#found a[href='/guide/{desk.Hall.Item.Code}']"));
        await desk.Officer.SubmitAsync(call, new() { ["Do"] = known.QuerySelector("#found button")!.GetAttribute("value")! }, "form#call");
        Assert.Equal(desk.Hall.Item.Id, (await KeptAsync(app)).ItemId);

        Assert.Equal("hotline.answer-too-long", (await desk.Officer.SubmitAsync(call, new() { ["Do"] = "answer", ["Answer"] = new string('长', 2001) }, "form#call")).RefusalCode());
        Assert.Equal("hotline.what-answered", (await desk.Officer.SubmitAsync(call, new() { ["Do"] = "answer" }, "form#call")).RefusalCode());
        Assert.Null((await desk.Officer.SubmitAsync(call, new() { ["Do"] = "answer", ["Answer"] = "身份证和住所证明" }, "form#call")).RefusalCode());
        var ended = await KeptAsync(app);
        var service = await app.WithDbAsync(db => db.Set<Service>().SingleAsync());
        Assert.Equal((HotlineCallStatus.Answered, service.Id, ServiceMoment.Hotline), (ended.Status, ended.ServiceId, service.Moment));
        var link = Assert.Single(await desk.MessagesAsync());
        Assert.Contains($"/rate/{service.Token}", link.Text, StringComparison.Ordinal);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Voice>().CountAsync()));

        // What was said is found when the same number calls again, and a call that has ended is not typed into.
        var next = await CallAsync(desk);
        Assert.Contains("开公司要什么材料", (await (await SaveAsync(desk, next, ("Phone", Phone))).PageAsync()).QuerySelector("#caller-calls")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await desk.Officer.PageAsync(call)).QuerySelector("form#call"));

        // A complaint about that answer is not seen and not answered by who gave it; of who leaves nothing the service is not kept.
        var about = $"/voices/new?about={service.Token}";
        Assert.Contains("热线", (await desk.Person.PageAsync(about)).QuerySelector("#about")!.TextContent, StringComparison.Ordinal);
        await desk.Person.SubmitAsync(about, new() { ["Kind"] = "Complaint", ["Text"] = "态度不好", ["Anonymous"] = "true" }, "form#voice");
        await desk.Person.SubmitAsync(about, new() { ["Kind"] = "Complaint", ["Text"] = "答得不对", ["Phone"] = Phone }, "form#voice");
        var complaints = await app.WithDbAsync(db => db.Set<Voice>().OrderBy(voice => voice.Number).ToListAsync());
        Assert.Equal([(service.StaffId, (Guid?)null), (service.StaffId, service.Id)], complaints.Select(voice => (voice.AboutStaffId, voice.AboutServiceId)));
        var path = $"/staff/voices/{complaints[1].Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Officer.GetAsync(path)).StatusCode);
        Assert.DoesNotContain("答得不对", await VoiceDesk.TextAsync(desk.Officer, "/staff/voices"), StringComparison.Ordinal);
        Assert.DoesNotContain("答得不对", await (await SaveAsync(desk, next, ("Phone", Phone))).Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotNull((await desk.Manager.PageAsync(path)).QuerySelector("#about"));
        await desk.DoAsync(desk.Manager, "route", "route", [("RouteTo", "centre")], complaints[1].Id);
        var handlers = (await desk.Manager.PageAsync(path)).QuerySelectorAll("#To option").Select(option => option.GetAttribute("value"));
        Assert.DoesNotContain(service.StaffId.ToString(), handlers);
        Assert.Contains((await desk.IdOfAsync("manager")).ToString(), handlers);
    }

    [Fact]
    public async Task A_call_becomes_a_voice_that_the_same_caller_urges_from_the_next()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        var call = await CallAsync(desk);
        Assert.Equal("voice.kind-needed", (await desk.Officer.SubmitAsync(call, new() { ["Do"] = "voice", ["Phone"] = Phone, ["Name"] = "陈大爷", ["Text"] = "门口台阶高" }, "form#call")).RefusalCode());
        Assert.Equal("mobile.format", (await desk.Officer.SubmitAsync(call, new() { ["Do"] = "voice", ["Phone"] = "137", ["Kind"] = "Suggestion", ["Text"] = "门口台阶高" }, "form#call")).RefusalCode());
        var told = await (await desk.Officer.SubmitAsync(call, new() { ["Do"] = "voice", ["Phone"] = Phone, ["Name"] = "陈大爷", ["Kind"] = "Suggestion", ["Text"] = "门口台阶高", ["Body"] = desk.Hall.Department.Id.ToString() }, "form#call")).PageAsync();
        var voice = await desk.OneAsync();
        Assert.Contains(voice.Number, told.QuerySelector("#told")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((VoiceChannel.Hotline, desk.Hall.Department.Id, VoiceStatus.InHand), (voice.Channel, voice.DepartmentId, voice.Status));
        Assert.Null((await desk.Officer.PageAsync(call)).QuerySelector("#told"));

        var next = await CallAsync(desk);
        var history = await (await SaveAsync(desk, next, ("Phone", Phone), ("Text", "还没修"))).PageAsync();
        var urge = history.QuerySelector("#caller-voices button")!.GetAttribute("value")!;
        var stranger = await CallAsync(desk);
        Assert.Equal("voice.no-such-voice", (await desk.Officer.SubmitAsync(stranger, new() { ["Do"] = urge, ["Phone"] = "13900000000" }, "form#call")).RefusalCode());
        await desk.Officer.SubmitAsync(next, new() { ["Do"] = urge }, "form#call");
        Assert.Equal(1, (await desk.OneAsync()).Urgings);
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Voice>().CountAsync()));
        await desk.Officer.SubmitAsync(stranger, new() { ["Do"] = "drop" }, "form#call");
        Assert.Equal(0, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.Data.Contains("台阶") || fact.Data.Contains("12345678") || fact.Data.Contains("*5678"))));
    }

    [Fact]
    public async Task The_box_is_opened_by_two_each_card_is_entered_once_with_its_scan_and_a_visit_counts_from_its_day()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        Assert.Equal("box.cards", (await desk.Officer.SubmitAsync("/staff/voices/box", new() { ["Cards"] = "" }, "form#open")).RefusalCode());
        var opened = (await desk.Officer.SubmitAsync("/staff/voices/box", new() { ["Cards"] = "2" }, "form#open")).RequestMessage!.RequestUri!.AbsolutePath;
        Assert.Null((await desk.Officer.PageAsync(opened)).QuerySelector("form#card"));
        Assert.Equal("box.by-two", (await desk.Officer.SubmitAsync(opened, new() { ["Do"] = "confirm", ["Cards"] = "2" }, "form#again")).RefusalCode());
        Assert.Null((await desk.Manager.PageAsync(opened)).QuerySelector("#cards"));
        // Another number is written down; who counts first is not shown it before both have come to an end.
        Assert.NotNull((await (await desk.Manager.SubmitAsync(opened, new() { ["Do"] = "confirm", ["Cards"] = "3" }, "form#confirm")).PageAsync()).QuerySelector("#differs"));
        Assert.Null((await desk.Manager.PageAsync(opened)).QuerySelector("form#card"));
        Assert.DoesNotContain("3 张", (await desk.Officer.PageAsync(opened)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await desk.Manager.SubmitAsync(opened, new() { ["Do"] = "confirm", ["Cards"] = "2" }, "form#confirm");
        Assert.Contains("manager　见证人清点，对不上：3 张", (await desk.Officer.PageAsync(opened)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var guessed = (await desk.Officer.SubmitAsync("/staff/voices/box", new() { ["Cards"] = "9" }, "form#open")).RequestMessage!.RequestUri!.AbsolutePath;
        foreach (var guess in new[] { "1", "2", "3" })
        {
            await desk.Manager.SubmitAsync(guessed, new() { ["Do"] = "confirm", ["Cards"] = guess }, "form#confirm");
        }

        var given = await desk.Manager.PageAsync(guessed);
        Assert.NotNull(given.QuerySelector("#void"));
        Assert.Null(given.QuerySelector("form#confirm"));
        Assert.Equal("box.void", await CodeAsync(app, db => db.Set<BoxOpening>().Single(one => one.Cards == 9).Confirm(9, app.Clock.Now, Tongban.Kernel.Actor.Staff(Guid.NewGuid()))));
        Assert.Equal("box.confirmed-already", await CodeAsync(app, db => db.Set<BoxOpening>().Single(one => one.Cards == 2).CountAgain(1, app.Clock.Now, Tongban.Kernel.Actor.Staff(Guid.NewGuid()))));

        app.Time.Advance(TimeSpan.FromDays(1));
        var officer = await AgainAsync(app, "voices");
        Dictionary<string, string> Card(string number) => new() { ["Do"] = "card", ["Card"] = number, ["Kind"] = "Suggestion", ["Text"] = "眼镜放几副", ["Name"] = "陈大爷" };
        Assert.Equal("box.scan-missing", (await officer.SubmitAsync(opened, Card("1"), "form#card")).RefusalCode());
        Assert.Equal("file.type", (await officer.SubmitFilesAsync(opened, Card("1"), [new Upload("Scan", "x.png", [1, 2, 3])], "form#card")).RefusalCode());
        Assert.Equal("file.broken", (await officer.SubmitFilesAsync(opened, Card("1"), [new Upload("Scan", "x.pdf", [.. "%PDF-1.4 garbage"u8])], "form#card")).RefusalCode());
        Upload[] scan = [new Upload("Scan", "正面.png", MendingDesk.Png), Upload.Pdf("Scan", "反面")];
        var colleague = await AgainAsync(app, "manager");
        var both = await Task.WhenAll(new[] { officer, colleague }.Select(who => Task.Run(() => who.SubmitFilesAsync(opened, Card("1"), scan, "form#card"))));
        Assert.Equal([null, "voice.card-entered"], both.Select(answer => answer.RefusalCode()).Order());
        Assert.Equal("box.no-such-card", (await officer.SubmitFilesAsync(opened, Card("3"), scan, "form#card")).RefusalCode());

        var voice = await desk.OneAsync();
        Assert.Equal((VoiceChannel.Box, 1, new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 11)), (voice.Channel, voice.SourceNumber, voice.ReceivedOn, voice.ReplyDueOn));
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<VoiceFile>().CountAsync(file => file.VoiceId == voice.Id)));

        // Number and code are told once to who typed the card, who posts them at the box.
        var posted = await (await officer.SubmitFilesAsync(opened, Card("2"), scan, "form#card")).PageAsync();
        var written = await app.WithDbAsync(db => db.Set<Voice>().SingleAsync(one => one.SourceNumber == 2));
        Assert.Contains($"编号 {written.Number}，查询码 ", posted.QuerySelector("#told")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await officer.PageAsync(opened)).QuerySelector("#told"));

        Assert.Equal("visit.choose-leader", (await officer.SubmitAsync("/staff/voices/visits", new() { ["Kind"] = "Complaint", ["Text"] = "排队太久" }, "form#visit")).RefusalCode());
        Assert.Equal("voice.received-later", (await officer.SubmitAsync("/staff/voices/visits", Visit("2026-11-26", await desk.IdOfAsync("manager")), "form#visit")).RefusalCode());
        Assert.Equal("visit.too-long-ago", (await officer.SubmitAsync("/staff/voices/visits", Visit("1999-11-23", await desk.IdOfAsync("manager")), "form#visit")).RefusalCode());
        var told = await (await officer.SubmitAsync("/staff/voices/visits", Visit("2026-11-23", await desk.IdOfAsync("manager")), "form#visit")).PageAsync();
        var visit = await app.WithDbAsync(db => db.Set<Voice>().SingleAsync(one => one.Channel == VoiceChannel.DirectorDay));
        Assert.Equal((new DateOnly(2026, 11, 23), VoiceNoteKind.Heard), (visit.ReceivedOn, Assert.Single(visit.Notes).Kind));
        Assert.Contains(visit.Number, told.QuerySelector("#told")!.TextContent, StringComparison.Ordinal);
        var asked = await officer.SubmitAsync("/staff/voices/visits", Visit("2026-11-23", await desk.IdOfAsync("manager")), "form#visit");
        Assert.Equal("visit.recorded-already", asked.RefusalCode());
        Assert.Contains(visit.Number, (await asked.PageAsync()).QuerySelector("#already")!.TextContent, StringComparison.Ordinal);
        Assert.Null((await officer.SubmitAsync("/staff/voices/visits", new(Visit("2026-11-23", await desk.IdOfAsync("manager"))) { ["Again"] = "true" }, "form#visit")).RefusalCode());
        Assert.Equal(2, await app.WithDbAsync(db => db.Set<Voice>().CountAsync(one => one.Channel == VoiceChannel.DirectorDay)));
        Assert.Contains("manager 接待", told.QuerySelector("#visits")!.TextContent, StringComparison.Ordinal);

        // The director whose day it is sees and enters it, and need not look for themselves in the list.
        var director = await desk.Hall.SignedInAsync("director", Role.Director);
        Assert.NotNull((await director.PageAsync("/staff/voices")).QuerySelector("a[href='/staff/voices/visits']"));
        Assert.Null((await director.PageAsync("/staff/voices")).QuerySelector("a[href='/staff/hotline']"));
        Assert.Null((await director.SubmitAsync("/staff/voices/visits", new() { ["Kind"] = "Help", ["Text"] = "来问房产证" }, "form#visit")).RefusalCode());
        Assert.Equal(await desk.IdOfAsync("director"), await app.WithDbAsync(db => db.Set<Voice>().Where(one => one.Title == "来问房产证").Select(one => one.SourceId).SingleAsync()));
        Assert.Contains("director 接待", await VoiceDesk.TextAsync(director, "/staff/voices/visits"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calls_that_became_no_voice_are_forgotten_after_their_days()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        await CallAsync(desk);
        var answered = await CallAsync(desk);
        Assert.DoesNotContain("可不填", (await desk.Officer.PageAsync(answered)).QuerySelector("label[for=Answer]")!.TextContent, StringComparison.Ordinal);
        await desk.Officer.SubmitAsync(answered, new() { ["Do"] = "answer", ["Text"] = "几点关门", ["Answer"] = "五点" }, "form#call");
        await desk.Officer.SubmitAsync(await CallAsync(desk), new() { ["Do"] = "voice", ["Kind"] = "Help", ["Text"] = "轮椅" }, "form#call");
        await desk.Officer.SubmitAsync(await CallAsync(desk), new() { ["Do"] = "drop" }, "form#call");
        async Task<List<HotlineCallStatus>> LeftAsync(int days)
        {
            app.Time.Advance(TimeSpan.FromDays(days));
            return await app.WithAsync(async services =>
            {
                await services.GetRequiredService<ForgottenCalls>().RunAsync(TestContext.Current.CancellationToken);
                return await services.GetRequiredService<TongbanDb>().Set<HotlineCall>().OrderBy(call => call.StartedAt).ThenBy(call => call.Id).Select(call => call.Status).ToListAsync();
            });
        }

        Assert.Equal(4, (await LeftAsync(29)).Count);
        Assert.Equal([HotlineCallStatus.Answered, HotlineCallStatus.Voiced], (await LeftAsync(2)).Order());
        Assert.Equal([HotlineCallStatus.Voiced], await LeftAsync(340));
    }

    [Fact]
    public async Task A_button_pressed_while_the_form_is_being_kept_does_what_it_says()
    {
        await using var app = await TongbanApp.StartAsync();
        var desk = await VoiceDesk.OpenAsync(app);
        for (var round = 0; round < 3; round++)
        {
            var call = await CallAsync(desk);
            var page = await desk.Officer.PageAsync(call);
            var typed = new List<IDocument>();
            for (var letter = 0; letter < 6; letter++)
            {
                typed.Add(await desk.Officer.PageAsync(call));
            }

            var typing = typed.Select((form, letter) => SaveAsync(desk, form, ("Text", $"坡道太陡{letter}"))).ToList();
            var pressed = await desk.Officer.SubmitRawAsync(page, new() { ["Do"] = "voice", ["Kind"] = "Complaint", ["Text"] = "坡道太陡，请改" }, "form#call");

            Assert.Equal(HttpStatusCode.Found, pressed.StatusCode);
            Assert.All(await Task.WhenAll(typing), kept => Assert.True(kept.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{kept.StatusCode}"));
            Assert.Contains("坡道太陡，请改", (await desk.Officer.PageAsync(call)).QuerySelector("#asked")!.TextContent, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Visit(string on, Guid leader) =>
        new() { ["On"] = on, ["HeardBy"] = leader.ToString(), ["Kind"] = "Complaint", ["Text"] = "排队太久", ["Told"] = "先加一个窗口" };

    private static async Task<string> CallAsync(VoiceDesk desk) => (await desk.Officer.SubmitAsync("/staff/hotline", [], "form#new-call")).RequestMessage!.RequestUri!.AbsolutePath;

    private static async Task<HttpResponseMessage> SaveAsync(VoiceDesk desk, string call, params (string Name, string Value)[] fields) =>
        await SaveAsync(desk, await desk.Officer.PageAsync(call), fields);

    // As htmx sends the form while it is typed.
    private static Task<HttpResponseMessage> SaveAsync(VoiceDesk desk, IDocument page, params (string Name, string Value)[] fields)
    {
        page.QuerySelector("form#call")!.SetAttribute("action", page.QuerySelector("form#call")!.GetAttribute("hx-post")!);
        return desk.Officer.SubmitRawAsync(page, fields.ToDictionary(field => field.Name, field => field.Value), "form#call");
    }

    private static Task<HotlineCall> KeptAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<HotlineCall>().OrderBy(call => call.StartedAt).FirstAsync());

    // A sign-in ends after some time without work.
    private static async Task<Browser> AgainAsync(TongbanApp app, string name)
    {
        var browser = app.NewBrowser();
        await browser.SubmitAsync("/staff/sign-in", new() { ["Name"] = name, ["Password"] = Hall.Password });
        return browser;
    }

    private static Task<string> CodeAsync(TongbanApp app, Action<TongbanDb> act) => app.WithDbAsync(db => Task.FromResult(Assert.Throws<Tongban.Kernel.Refusal>(() => act(db)).Code));
}
