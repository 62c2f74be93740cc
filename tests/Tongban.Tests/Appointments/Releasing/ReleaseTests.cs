using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Allotting;
using Tongban.Appointments.Releasing;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments.Releasing;

/// <summary>Half of a day's places open one open day ahead at 8:00, the rest on the day at 7:30. Wednesday the 25th is looked at from Tuesday 9:30.</summary>
public sealed class ReleaseTests
{
    private static readonly DateTime Wednesday = new(2026, 11, 25, 10, 0, 0);
    private static readonly TimeSpan ToItsMinute = TimeSpan.FromHours(22);

    [Fact]
    public async Task A_place_that_opens_later_is_refused_until_its_minute_and_taken_at_it_without_any_worker()
    {
        await using var app = await TongbanApp.StartAsync();
        var (hall, slot) = await PacedAsync(app, capacity: 4);

        await app.BookedAsync(hall, slot);
        var before = await RaceAsync(6, () => HoldAsync(app, hall, slot));
        Assert.Equal((1, 5), (before.Count(outcome => outcome == Desk.Done), before.Count(outcome => outcome == "appointment.opens-later")));
        app.Time.Advance(ToItsMinute - TimeSpan.FromMilliseconds(1));
        await app.BookedAsync(hall, slot);
        Assert.Equal("appointment.opens-later", await HoldAsync(app, hall, slot));

        app.Time.Advance(TimeSpan.FromMilliseconds(1));
        var after = await RaceAsync(6, () => HoldAsync(app, hall, slot));
        Assert.Equal((2, 4), (after.Count(outcome => outcome == Desk.Done), after.Count(outcome => outcome == "appointment.slot-full")));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task The_statement_guards_what_is_open_even_where_the_counting_was_wrong()
    {
        await using var app = await TongbanApp.StartAsync();
        var (_, slot) = await PacedAsync(app, capacity: 4);
        IEnumerable<PlaceChange> Three() => PlaceChange.Take([slot.Id, slot.Id, slot.Id], byStaff: false);

        Assert.Equal("appointment.slot-full", await app.TryAsync(services => services.GetRequiredService<Places>().ChangeAsync(Three(), default, _ => 2)));
        Assert.Equal(Desk.Done, await app.TryAsync(services => services.GetRequiredService<Places>().ChangeAsync(Three(), default, _ => 3)));
    }

    [Fact]
    public async Task Staff_places_are_not_paced_and_moving_a_booking_is()
    {
        await using var app = await TongbanApp.StartAsync();
        var (hall, slot) = await PacedAsync(app, capacity: 1, staffCapacity: 1, percent: 1);
        var booked = await app.BookedAsync(hall, await hall.SlotAsync(1, "11:00"));

        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("赵钱", null, null, null), Actor.System)));
        Assert.Equal("appointment.opens-later", await app.BookingAsync(booking => booking.MoveAsync(booked.Id, slot.Id, Actor.Guest)));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_group_has_its_own_rule_and_days_before_a_rule_begins_have_none()
    {
        await using var app = await TongbanApp.StartAsync();
        var (hall, slot) = await PacedAsync(app, capacity: 2);
        await SetAsync(app, hall, hall.Group.Id, new(2026, 11, 26), new ReleaseShare(100, 0, new(9, 0)));
        var thursday = await hall.SlotAtAsync(Wednesday.AddDays(1), 2);
        var friday = await hall.SlotAtAsync(Wednesday.AddDays(2), 2);
        var tuesday = await hall.SlotAsync(2);

        var open = await app.WithAsync(async services =>
        {
            var plan = await services.GetRequiredService<Releases>().OfAsync([hall.Site.Id], default);
            return new[] { tuesday, slot, thursday, friday }.Select(one => plan.OpenAt(one, app.Clock.Now)).ToArray();
        });

        Assert.Equal([2, 1, 0, 0], open);
    }

    [Fact]
    public async Task Pages_and_the_programming_interface_say_when_more_open_instead_of_full()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        await SetAsync(app, hall, null, new(2026, 11, 25), new ReleaseShare(100, 0, new(7, 30)));
        using var guest = app.NewBrowser();

        var times = await guest.PageAsync($"{Guest.TimesOf(hall)}&day=2026-11-25");
        Assert.Contains("28 个名额将于 11月25日 周三 7:30 放出", times.QuerySelector("#opens-later")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("25\u00a0日放\u00a02\u00a0个", times.QuerySelector(".tb-slots label")!.TextContent, StringComparison.Ordinal);
        var listed = await guest.PageAsync(Waiters.Address(hall));
        Assert.All(
            new[] { times.QuerySelector(".tb-days a[aria-current]")!, times.QuerySelector("#month td[data-day='2026-11-25']")!, listed.QuerySelector("label:has(input[value='2026-11-25'])")! },
            view => Assert.Contains("25 日放号", view.TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("约满", times.QuerySelector("#waiting-list")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("到点还会放", times.QuerySelector("#waiting-list")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("25\u00a0日放\u00a028\u00a0个", (await guest.PageAsync("/board")).QuerySelectorAll("table tbody td")[1].TextContent, StringComparison.Ordinal);

        var program = app.NewBrowser();
        var day = (await program.ReadAsync("/sites/H01/places?item=SU01&day=2026-11-25").GoodAsync()).GetProperty("days")[0];
        Assert.Equal((0, 28, "2026-11-25T07:30:00+08:00"), (day.GetProperty("free").GetInt32(), day.GetProperty("more").GetInt32(), day.Text("moreAt")));
        var slot = day.GetProperty("times")[0].Text("slotId");
        var refused = await program.PostAsync("/bookings", new { slotId = slot, items = new[] { "SU01" } });
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "appointment.opens-later"), (refused.StatusCode, (await refused.JsonAsync()).Text("code")));
        Assert.Contains("还有 2 个将于 11月25日 7:30 放出", (await refused.JsonAsync()).Text("title"), StringComparison.Ordinal);
        Assert.Equal(3, (await refused.JsonAsync()).GetProperty("alternatives").GetArrayLength());
        Assert.Equal(28, (await program.ReadAsync("/sites/H01/board").GoodAsync()).GetProperty("lines")[0].GetProperty("days")[1].GetProperty("more").GetInt32());
    }

    [Fact]
    public async Task The_manager_sets_shares_and_the_rate_of_the_line_and_sees_what_they_come_to()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        using var guest = app.NewBrowser();
        await guest.PageAsync(Guest.TimesOf(hall));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        const string Page = "/staff/bookings/releases";

        var wrong = await manager.SubmitAsync(Page, Form("50", "40"), "#rule");
        Assert.Equal("release-rule.sum", wrong.RefusalCode());
        Assert.Equal("50", (await wrong.PageAsync()).QuerySelector("[name='Rows[0].Percent']")!.GetAttribute("value"));
        Assert.Contains("规则已经定下", await DoneAsync(Form("50", "50"), "#rule"), StringComparison.Ordinal);
        Assert.Contains("换掉了", await DoneAsync(Form("50", "50"), "#rule"), StringComparison.Ordinal);
        Assert.Contains("每秒放 2.5 人", await DoneAsync(new() { ["PerSecond"] = "2.5" }, "#entrance"), StringComparison.Ordinal);
        Assert.Equal("entrance.no-rate", (await manager.SubmitAsync(Page, new() { ["PerSecond"] = "" }, "#entrance")).RefusalCode());

        var page = await manager.PageAsync(Page);
        Assert.Contains("前 1 天 8:00 放 50%；当天 7:30 放 50%", page.QuerySelector("#rules")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("14 / 28", page.QuerySelector("#coming tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2.5", page.QuerySelector("#per-second")!.GetAttribute("value"));

        Assert.Contains("撤销", await DoneAsync([], "form[id^=withdraw]"), StringComparison.Ordinal);
        Assert.Contains("不排队", await DoneAsync(new() { ["NoLine"] = "true" }, "#entrance"), StringComparison.Ordinal);
        Assert.Equal((0, 1), await app.WithDbAsync(async db => (await db.Set<ReleaseRule>().CountAsync(), await db.Facts.CountAsync(fact => fact.What == "release-rule.withdrawn"))));

        async Task<string> DoneAsync(Dictionary<string, string> fields, string form) => (await (await manager.SubmitAsync(Page, fields, form)).PageAsync()).QuerySelector("#done")!.TextContent;

        static Dictionary<string, string> Form(string first, string second) => new()
        {
            ["FromOn"] = "2026-11-25",
            ["Rows[0].Percent"] = first,
            ["Rows[0].DaysAhead"] = "1",
            ["Rows[0].At"] = "08:00",
            ["Rows[1].Percent"] = second,
            ["Rows[1].DaysAhead"] = "0",
            ["Rows[1].At"] = "07:30",
        };
    }

    [Fact]
    public async Task What_is_empty_unreadable_or_can_never_sell_changes_no_rule()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await SetAsync(app, hall, null, new(2026, 11, 25), new ReleaseShare(100, 1, new(8, 0)));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Equal("release-rule.empty", await SentAsync("2026-11-25", "", ""));
        Assert.Equal("release-rule.unreadable", await SentAsync("2026-11-25", "fifty", "07:30"));
        Assert.Equal("release-rule.unreadable", await SentAsync("tomorrow", "100", "07:30"));
        Assert.Equal("release-rule.share", await SentAsync("2026-11-25", "", "07:30"));
        Assert.Equal("release-rule.share", await SentAsync("2026-11-25", "0", "07:30"));
        Assert.Equal("release-rule.either", await SentAsync("2026-11-25", "100", "07:30", atOnce: true));
        Assert.Equal("release-rule.after-last-start", await SentAsync("2026-11-25", "100", "23:00"));
        Assert.Equal("release-rule.far", await SentAsync("9999-12-31", "100", "07:30"));
        Assert.Equal(100, (await OnlyRuleAsync()).Shares.Single().Percent);
        Assert.Null(await SentAsync("2026-11-25", "", "", atOnce: true));
        Assert.Empty((await OnlyRuleAsync()).Shares);

        Task<ReleaseRule> OnlyRuleAsync() => app.WithDbAsync(db => db.Set<ReleaseRule>().AsNoTracking().SingleAsync());

        async Task<string?> SentAsync(string from, string percent, string at, bool atOnce = false)
        {
            var form = new Dictionary<string, string> { ["FromOn"] = from, ["Rows[0].Percent"] = percent, ["Rows[0].DaysAhead"] = "0", ["Rows[0].At"] = at, ["AtOnce"] = atOnce ? "true" : "false" };
            return (await manager.SubmitAsync("/staff/bookings/releases", form, "#rule")).RefusalCode();
        }
    }

    [Fact]
    public async Task An_open_page_looks_again_at_the_minute_at_which_more_opens()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await SetAsync(app, hall, null, new(2026, 11, 24), new ReleaseShare(100, 0, new(9, 36)));
        using var guest = app.NewBrowser();

        var before = await guest.PageAsync($"{Guest.TimesOf(hall)}&day=2026-11-24");
        Assert.Equal((0, "360"), (before.FreeSlots().Count, before.QuerySelector("#times")!.GetAttribute("data-renew-in")));
        var (seconds, address) = before.QuerySelector("noscript meta[http-equiv=refresh]")!.GetAttribute("content")!.Split(";url=") is [var first, var second] ? (int.Parse(first, null), second) : default;
        Assert.InRange(seconds, 361, 365);
        Assert.Equal(address, before.QuerySelector("#times")!.GetAttribute("data-renew"));

        app.Time.Advance(TimeSpan.FromSeconds(seconds));
        var after = await guest.PageAsync(address);
        Assert.NotEmpty(after.FreeSlots());
        Assert.Contains("24", after.QuerySelector(".tb-days a[aria-current=date] b")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<(Hall Hall, Slot Slot)> PacedAsync(TongbanApp app, int capacity, int staffCapacity = 0, int percent = 50)
    {
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAtAsync(Wednesday, capacity, staffCapacity: staffCapacity);
        await SetAsync(app, hall, null, new(2026, 11, 25), new ReleaseShare(percent, 1, new(8, 0)), new ReleaseShare(100 - percent, 0, new(7, 30)));
        return (hall, slot);
    }

    private static async Task SetAsync(TongbanApp app, Hall hall, Guid? group, DateOnly from, params ReleaseShare[] shares) =>
        Assert.Equal(Desk.Done, await app.TryAsync(services => services.GetRequiredService<Releases>().SetAsync(hall.Site.Id, group, from, shares, Actor.System, default)));

    private static async Task<string> HoldAsync(TongbanApp app, Hall hall, Slot slot)
    {
        var outcome = await app.Services.GetRequiredService<GroupCommit<Hold, Held>>().SendAsync(new Hold([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest), new Asked(CurrentCentre.First, null, ""), default);
        return outcome.Refused?.Code ?? Desk.Done;
    }

    private static Task<string[]> RaceAsync(int count, Func<Task<string>> act) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => act()));
}
