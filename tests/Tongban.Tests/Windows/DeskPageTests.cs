using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Shared.Live;

namespace Tongban.Tests.Windows;

public sealed class DeskPageTests
{
    [Fact]
    public async Task A_clerk_sits_down_calls_serves_and_finishes()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).WalkInAsync(Precedence.Elderly);
        var clerk = await SeatedAsync(hall, "li", 0);

        var page = await clerk.PageAsync("/desk");
        Assert.Contains("A001", page.QuerySelector(".q li.next")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("长辈优先", page.QuerySelector(".q li.next")!.TextContent, StringComparison.Ordinal);
        page = await PressAsync(clerk, "Next");
        Assert.Equal("A001", page.QuerySelector(".who .no")!.TextContent);
        Assert.True(page.QuerySelector("[data-key=F2]")!.HasAttribute("disabled"));
        page = await PressAsync(clerk, "Begin");
        Assert.StartsWith("/staff/cases/new?leg=", page.QuerySelector("main a.btn")!.GetAttribute("href"), StringComparison.Ordinal);
        page = await PressAsync(clerk, "Finish");

        Assert.Null(page.QuerySelector(".who"));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Tongban.Ratings.Service>().CountAsync()));
    }

    [Fact]
    public async Task A_taken_window_is_refused_with_the_colleagues_name()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await SeatedAsync(hall, "lijing", 0);
        var other = await hall.SignedInAsync("wang", Role.Clerk);

        var answer = await other.SubmitAsync("/desk/window", new() { ["window"] = hall.Windows[0].Id.ToString() });

        Assert.Equal("window.taken-by", answer.RefusalCode());
        Assert.Contains("lijing", (await answer.PageAsync()).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crashed_browser_finds_its_window_and_its_visitor_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).WalkInAsync();
        var clerk = await SeatedAsync(hall, "li", 0);
        await PressAsync(clerk, "Next");

        var again = app.NewBrowser();
        await again.SubmitAsync("/staff/sign-in", new() { ["Name"] = "li", ["Password"] = Hall.Password });

        Assert.Equal("A001", (await again.PageAsync("/desk")).QuerySelector(".who .no")!.TextContent);
    }

    [Fact]
    public async Task Disabled_keys_say_why()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var page = await (await SeatedAsync(hall, "li", 0)).PageAsync("/desk");

        var keys = page.QuerySelectorAll("[data-key]").Where(key => key.HasAttribute("disabled")).ToList();
        Assert.Equal(["F10", "F6", "F7", "F3", "F4", "F8"], keys.Select(key => key.GetAttribute("data-key")));
        Assert.All(keys, key => Assert.NotEmpty(key.QuerySelector("small")!.TextContent));
    }

    [Fact]
    public async Task The_visitors_name_is_masked()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await CheckedInAsync(app, hall, "王建国");
        var clerk = await SeatedAsync(hall, "li", 0);

        var page = await PressAsync(clerk, "Next");

        Assert.Contains("王*国", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("王建国", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_whole_name_is_shown_for_two_minutes_after_a_reason_that_is_kept()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await CheckedInAsync(app, hall, "王建国");
        var clerk = await SeatedAsync(hall, "li", 0);
        await PressAsync(clerk, "Next");

        Assert.Equal("visit.name-needs-reason", (await clerk.SubmitAsync("/desk", new() { ["why"] = "好奇" }, "#name")).RefusalCode());
        var shown = await (await clerk.SubmitAsync("/desk", new() { ["why"] = "check-document" }, "#name")).PageAsync();

        Assert.Contains("王建国", shown.QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
        var fact = await app.WithDbAsync(db => db.Facts.SingleAsync(fact => fact.What == Visit.NameSeen));
        Assert.Equal("""{"reason":"check-document"}""", fact.Data);
        app.Time.Advance(TimeSpan.FromMinutes(3));
        Assert.Contains("王*国", (await clerk.PageAsync("/desk")).QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_browser_at_the_window_learns_of_a_pause_and_of_another_call()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).WalkInAsync();
        var clerk = await SeatedAsync(hall, "li", 0);
        var states = new List<string?> { await StateAsync(clerk) };

        await clerk.SubmitRawAsync(await clerk.PageAsync("/desk"), [], ".keys > form", "Pause");
        states.Add(await StateAsync(clerk));
        await clerk.SubmitRawAsync(await clerk.PageAsync("/desk"), [], ".keys > form", "Pause");
        await PressAsync(clerk, "Next");
        states.Add(await StateAsync(clerk));
        app.Time.Advance(Leg.CoolDown);
        await PressAsync(clerk, "Recall");
        states.Add(await StateAsync(clerk));

        Assert.Equal(4, states.Distinct().Count());
    }

    [Fact]
    public async Task Where_nobody_waits_the_next_key_arms_the_window_and_the_desk_says_so()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await SeatedAsync(hall, "li", 0);
        var before = await StateAsync(clerk);

        var page = await PressAsync(clerk, "Next");

        Assert.Contains("候叫中", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("[data-key=F2]")!.HasAttribute("disabled"));
        Assert.Equal(("none", "armed"), (before, await StateAsync(clerk)));
        await PressAsync(clerk, "Disarm");
        await PressAsync(clerk, "Next");
        await new Counter(app, hall).WalkInAsync();
        Assert.Equal("A001", (await clerk.PageAsync("/desk")).QuerySelector(".who .no")!.TextContent);
    }

    [Fact]
    public async Task Pressing_twice_calls_once()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        var clerk = await SeatedAsync(hall, "li", 0);
        var page = await clerk.PageAsync("/desk");

        var answers = await Task.WhenAll(Press(clerk, page, "Next"), Press(clerk, page, "Next"));

        Assert.All(answers, answer => Assert.Null(answer.RefusalCode()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Leg>().CountAsync(leg => leg.Status == LegStatus.Called)));
    }

    [Fact]
    public async Task A_page_that_is_not_of_now_does_nothing_to_the_next_visitor()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        var clerk = await SeatedAsync(hall, "li", 0);
        await PressAsync(clerk, "Next");
        var first = await PressAsync(clerk, "Begin");
        foreach (var key in new[] { "Park", "Next", "Begin" })
        {
            await PressAsync(clerk, key);
        }

        var late = await Press(clerk, first, "Finish");

        Assert.Equal("window.holds-another", late.RefusalCode());
        Assert.Equal("A002", (await late.PageAsync()).QuerySelector(".who .no")!.TextContent);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Tongban.Ratings.Service>().CountAsync()));
    }

    [Fact]
    public async Task A_visitor_who_chose_no_matter_at_the_kiosk_can_be_received_too()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).DoAsync(services => services.GetRequiredService<Arrival>().WalkInAsync(hall.Site.Id, hall.Group.Id, null, Precedence.None, Actor.Guest));
        var clerk = await SeatedAsync(hall, "li", 0);
        await PressAsync(clerk, "Next");

        var page = await PressAsync(clerk, "Begin");
        var form = await clerk.PageAsync(page.QuerySelector("main a.btn")!.GetAttribute("href")!);

        Assert.Contains("A001", form.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(hall.Item.Code, form.QuerySelectorAll("#item option").Select(option => option.GetAttribute("value")));
    }

    [Fact]
    public async Task Nobody_without_the_permission_sees_a_desk()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        Assert.NotEqual(HttpStatusCode.OK, (await guard.GetAsync("/desk")).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await guard.GetAsync("/desk/events")).StatusCode);
    }

    [Fact]
    public async Task Nothing_was_typed_and_a_very_long_note_are_told_not_thrown()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await new Counter(app, hall).WalkInAsync();
        var clerk = await SeatedAsync(hall, "li", 0);
        await PressAsync(clerk, "Next");
        var page = await clerk.PageAsync("/desk");

        Assert.Equal("desk.choose-where-to", (await Press(clerk, page, "Transfer")).RefusalCode());
        Assert.Equal("leg.note-too-long", (await Press(clerk, await clerk.PageAsync("/desk"), "Park", new() { ["Note"] = new string('长', 500) })).RefusalCode());
    }

    [Fact]
    public async Task The_desk_hears_of_its_own_lines_and_not_of_others()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await SeatedAsync(hall, "li", 0);
        var stream = await clerk.GetAsync("/desk/events");
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var feed = app.Services.GetRequiredService<LiveFeed>();

        feed.Publish(About(Guid.NewGuid(), LiveChange.Changed));
        feed.Publish(About(hall.Group.Id, "marker"));
        feed.Publish(About(hall.Group.Id, LiveChange.Changed));

        var heard = new List<string>();
        while (!heard.Contains("event: changed") && await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            heard.Add(line);
        }

        Assert.Equal(["event: beat", "event: marker", "event: changed"], heard.Where(line => line.StartsWith("event", StringComparison.Ordinal)));

        LiveChange About(Guid group, string kind) => new(CurrentCentre.First, hall.Site.Id, kind) { About = [group] };
    }

    private static async Task<string?> StateAsync(Browser clerk) =>
        (await clerk.PageAsync("/desk?handler=Line")).QuerySelector("[data-state]")!.GetAttribute("data-state");

    internal static async Task<Browser> SeatedAsync(Hall hall, string name, int window, Browser? browser = null)
    {
        var clerk = await hall.SignedInAsync(name, Role.Clerk, hall.Windows[window], browser);
        var answer = await clerk.SubmitAsync("/desk/window", new() { ["window"] = hall.Windows[window].Id.ToString() });
        Assert.Null(answer.RefusalCode());
        return clerk;
    }

    private static Task CheckedInAsync(TongbanApp app, Hall hall, string name) => app.WithAsync(async services =>
    {
        var slot = await hall.SlotAsync(1);
        var db = services.GetRequiredService<TongbanDb>();
        var booking = new Appointment(CurrentCentre.First, new Person(name, null, null, null), [new Matter(hall.Item.Id, hall.Group.Id, 20)], new Chain([slot], slot.EndsAt), false, app.Clock.Now, Actor.Guest);
        booking.Confirm(app.Clock.Now, Actor.Guest);
        db.Add(booking);
        await db.SaveChangesAsync();
        await using var transaction = await db.BeginAsync();
        await services.GetRequiredService<Arrival>().CheckInAsync(booking.Code, Actor.Guest);
        await transaction.CommitAsync();
        return 0;
    });

    internal static async Task<IDocument> PressAsync(Browser clerk, string key)
    {
        var answer = await clerk.FollowAsync(await Press(clerk, await clerk.PageAsync("/desk"), key));
        Assert.Null(answer.RefusalCode());
        return await answer.PageAsync();
    }

    // A browser sends the form to the button's own address.
    internal static Task<HttpResponseMessage> Press(Browser clerk, IDocument page, string key, Dictionary<string, string>? fields = null)
    {
        page.QuerySelector("#keys")!.SetAttribute("action", $"/desk?handler={key}");
        return clerk.SubmitRawAsync(page, fields ?? [], "#keys");
    }
}
