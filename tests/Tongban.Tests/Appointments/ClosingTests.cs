using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Notices;
using Tongban.People;

namespace Tongban.Tests.Appointments;

public sealed class ClosingTests
{
    private const string Friday = "2026-11-27";

    [Fact]
    public async Task Closing_a_day_lists_its_bookings_blocks_new_ones_and_deletes_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var slot = await FridaySlotAsync(app);
        var booked = await app.BookedAsync(hall, slot);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var asked = await manager.PageAsync($"/staff/hours?site=H01&from={Friday}&reason=设备检修");
        Assert.Contains(booked.Code, asked.QuerySelector("#proposed")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await app.WithDbAsync(db => db.Set<OpeningException>().ToListAsync()));
        Assert.Null((await manager.FollowAsync(await manager.SubmitRawAsync(asked, [], "#close"))).RefusalCode());

        Assert.Equal("appointment.slot-closed", await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
        Assert.Equal(AppointmentStatus.Booked, (await app.AppointmentAsync(booked.Id)).Status);
        var page = await manager.PageAsync("/staff/hours?site=H01");
        Assert.Contains(booked.Code, page.QuerySelector("#outside")!.TextContent, StringComparison.Ordinal);
        using var guest = app.NewBrowser();
        Assert.DoesNotContain((await guest.PageAsync(Guest.TimesOf(hall))).QuerySelectorAll(".tb-days a"), day => day.GetAttribute("href")!.Contains(Friday, StringComparison.Ordinal));
        Assert.Contains("设备检修", (await guest.PageAsync("/sites/H01")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Maintenance", (await guest.PageAsync("/sites/H01?lang=en")).QuerySelector("table.zones")!.TextContent, StringComparison.Ordinal);

        var withdrawn = await (await manager.SubmitAsync("/staff/hours?site=H01", [], "form[id^=withdraw]")).PageAsync();
        Assert.Contains("按平时的时间开放", withdrawn.QuerySelector("#withdrawn")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(booked.Code, (await manager.PageAsync("/staff/hours?site=H01")).QuerySelector("#outside")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.HoldAsync([slot.Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
    }

    [Fact]
    public async Task Whoever_is_touched_is_told_once_and_staff_can_move_the_booking()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var guest = app.NewBrowser();
        await guest.BookAsync(app, hall);
        var booked = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync());
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Assert.Null((await guest.PageAsync($"/bookings/{booked.Token}")).QuerySelector("#hours-changed"));
        await CloseAsync(manager, "2026-11-24", "停电");
        var changed = (await guest.PageAsync($"/bookings/{booked.Token}")).QuerySelector("#hours-changed")!;
        Assert.Contains("大厅改了时间", changed.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/move", changed.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);

        Assert.Null((await manager.SubmitAsync("/staff/hours?site=H01", [], "#tell")).RefusalCode());

        Assert.Contains(await MessagesAsync(app), message => message.To == Guest.Phone && message.Text.Contains("不开放", StringComparison.Ordinal) && message.Text.Contains($"/bookings/{booked.Token}", StringComparison.Ordinal));
        var page = await manager.PageAsync("/staff/hours?site=H01");
        Assert.Null(page.QuerySelector("#tell"));
        var times = await manager.PageAsync(page.QuerySelector("#outside a[href$='/move']")!.GetAttribute("href")!);
        Assert.Null((await manager.FollowAsync(await manager.SubmitRawAsync(times, new() { ["slot"] = times.FreeSlots()[0] }))).RefusalCode());
        var moved = await app.AppointmentAsync(booked.Id);
        Assert.Equal((booked.Code, true), (moved.Code, moved.On > booked.On));
        Assert.Empty((await manager.PageAsync("/staff/hours?site=H01")).QuerySelectorAll("#outside tbody tr"));
        Assert.Null((await guest.PageAsync($"/bookings/{booked.Token}")).QuerySelector("#hours-changed"));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Several_are_moved_together_each_to_the_nearest_free_time()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var friday = await PlannedAsync(app, new(2026, 11, 27));
        var booked = new[] { await app.BookedAsync(hall, friday[0], "甲"), await app.BookedAsync(hall, friday[1], "乙"), await app.BookedAsync(hall, friday[2], "丙") };
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        await CloseAsync(manager, Friday, "停电");
        var hours = await manager.PageAsync("/staff/hours?site=H01");
        var page = await manager.PageAsync(hours.QuerySelector("#move-all")!.GetAttribute("href")!);
        var proposed = page.QuerySelectorAll("#move-all input[name=Chosen]").Select(box => box.GetAttribute("value")!).ToList();
        Assert.Equal(3, proposed.Select(one => one.Split('.')[1]).Distinct().Count());

        // The last of them stays: it was not chosen.
        ((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector($"#move-all input[value='{proposed[2]}']")!).IsChecked = false;
        var done = await manager.FollowAsync(await manager.SubmitRawAsync(page, [], "#move-all:is(form)"));

        Assert.Null(done.RefusalCode());
        Assert.Contains("改好了 2 个", (await done.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        var now = await Task.WhenAll(booked.Select(one => app.AppointmentAsync(one.Id)));
        Assert.Equal(2, now.Count(one => one.On != booked[0].On && one.Status == AppointmentStatus.Booked));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_hold_from_before_a_closing_becomes_no_booking()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var held = await app.HeldAsync(hall, await FridaySlotAsync(app));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        await CloseAsync(manager, Friday, "停电");

        Assert.Equal("appointment.closed-day", await app.ConfirmAsync(held));
    }

    [Fact]
    public async Task Other_hours_touch_only_what_lies_outside_of_them()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = await PlannedAsync(app, new(2026, 11, 27));
        var morning = await app.BookedAsync(hall, slots[0], "甲");
        var afternoon = await app.BookedAsync(hall, slots[^1], "乙");
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await CloseAsync(manager, Friday, "下午学习", "&opens=09:00&closes=12:00");

        var outside = (await manager.PageAsync("/staff/hours?site=H01")).QuerySelector("#outside")!.TextContent;
        Assert.Contains(afternoon.Code, outside, StringComparison.Ordinal);
        Assert.DoesNotContain(morning.Code, outside, StringComparison.Ordinal);
        Assert.Equal("appointment.slot-closed", await app.BookingAsync(booking => booking.HoldAsync([slots[^2].Id], [hall.Item.Id], Person.Unknown, Actor.Guest)));
    }

    [Fact]
    public async Task Other_hours_keep_the_break_and_the_form_asks_and_says_so()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Task<AngleSharp.Dom.IDocument> AskedAsync(string more) => manager.PageAsync($"/staff/hours?site=H01&from={Friday}&opens=09:00&closes=15:00&reason=学习{more}");

        Assert.Contains("9:00–15:00，午休照常", (await AskedAsync("")).QuerySelector("#proposed h2")!.TextContent, StringComparison.Ordinal);
        var through = await AskedAsync("&throughbreak=true");
        Assert.Contains("9:00–15:00，午休也开", through.QuerySelector("#proposed h2")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(through.QuerySelector("#ask input[name=throughbreak][checked]"));
        Assert.Null((await manager.SubmitRawAsync(through, [], "#close")).RefusalCode());

        Assert.True((await app.WithDbAsync(db => db.Set<OpeningException>().AsNoTracking().SingleAsync())).ThroughBreak);
    }

    [Fact]
    public async Task Hours_that_were_shortened_keep_bookings_with_their_own_length_and_show_them()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slots = await PlannedAsync(app, new(2026, 11, 27));
        var booked = await app.BookedAsync(hall, slots[^1]);
        await app.WithDbAsync(async db =>
        {
            (await db.Set<OpeningRule>().SingleAsync(rule => rule.Opens > new TimeOnly(12, 0))).End(new(2026, 11, 26), app.Clock.Now, Actor.System);
            return await db.SaveChangesAsync();
        });
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Contains(booked.Code, (await manager.PageAsync("/staff/hours?site=H01")).QuerySelector("#outside")!.TextContent, StringComparison.Ordinal);

        var now = await app.AppointmentAsync(booked.Id);
        Assert.Equal((booked.StartsAt, booked.EndsAt, AppointmentStatus.Booked), (now.StartsAt, now.EndsAt, now.Status));
    }

    [Fact]
    public async Task The_weekend_service_alone_can_pause()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await CloseAsync(manager, "2026-11-24", "周末服务暂停", "&through=2026-12-10&onlyfor=Weekend");

        using var citizen = app.NewBrowser();
        var weeks = (await citizen.PageAsync("/sites/H01")).Body!.TextContent;
        Assert.Contains("周末服务暂停", weeks, StringComparison.Ordinal);
        Assert.True(await app.WithDbAsync(async db => (await db.Set<OpeningException>().SingleAsync()) is { } pause && pause.Concerns(new(2026, 11, 28), DayKind.Weekend) && !pause.Concerns(new(2026, 11, 27), DayKind.Workday)));
        Assert.NotEmpty(await PlannedAsync(app, new(2026, 11, 27)));
    }

    [Theory]
    [InlineData("from=2026-11-23&reason=停电", "opening.in-the-past")]
    [InlineData("from=2026-11-27&through=2026-11-26&reason=停电", "opening.ends-before-it-starts")]
    [InlineData("from=2026-11-27&through=2028-11-26&reason=停电", "opening.too-long")]
    [InlineData("from=2026-11-27&opens=10:00&reason=停电", "opening.half-hours")]
    [InlineData("from=2026-11-27&opens=12:00&closes=09:00&reason=停电", "opening.closes-before-it-opens")]
    [InlineData("from=2026-11-27&reason=", "opening.reason-missing")]
    public async Task A_closing_that_cannot_be_is_refused(string wish, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var response = await manager.GetAsync($"/staff/hours?site=H01&{wish}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (response.StatusCode, response.RefusalCode()));
        Assert.Null((await response.PageAsync()).QuerySelector("#close"));
    }

    [Fact]
    public async Task The_same_days_are_set_once_and_only_by_those_who_manage_the_hall()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        await CloseAsync(manager, Friday, "停电");

        var again = await manager.SubmitRawAsync(await manager.PageAsync($"/staff/hours?site=H01&from={Friday}&reason=停电"), [], "#close");

        Assert.Equal("opening.exception-there", again.RefusalCode());
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        Assert.NotEqual(HttpStatusCode.OK, (await guide.GetAsync("/staff/hours")).StatusCode);
    }

    [Fact]
    public async Task Nobody_misses_a_booking_of_a_day_that_was_closed_afterwards()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booked = await app.BookedAsync(hall, await hall.SlotAsync(1, "15:00"));
        await CloseAsync(await hall.SignedInAsync("manager", Role.HallManager), "2026-11-24", "停电");
        app.Time.Advance(booked.StartsAt + Appointment.LatestCheckIn + TimeSpan.FromMinutes(1) - app.Clock.Now);

        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<BookingTidying>().MarkMissedAsync(default);
            return 0;
        });

        Assert.Equal(AppointmentStatus.Cancelled, (await app.AppointmentAsync(booked.Id)).Status);
    }

    private static async Task CloseAsync(Browser manager, string day, string reason, string hours = "")
    {
        var asked = await manager.PageAsync($"/staff/hours?site=H01&from={day}&reason={reason}{hours}");
        Assert.Null((await manager.FollowAsync(await manager.SubmitRawAsync(asked, [], "#close"))).RefusalCode());
    }

    private static async Task<Slot> FridaySlotAsync(TongbanApp app) => (await PlannedAsync(app, new(2026, 11, 27)))[0];

    private static async Task<IReadOnlyList<Slot>> PlannedAsync(TongbanApp app, DateOnly day)
    {
        await app.WithAsync(services => services.GetRequiredService<SlotPlanning>().ExtendAllAsync(TestContext.Current.CancellationToken));
        return await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().Where(slot => slot.On == day).OrderBy(slot => slot.StartsAt).ToListAsync());
    }

    private static async Task<IReadOnlyList<LocalMessage>> MessagesAsync(TongbanApp app)
    {
        await app.WithAsync(services => services.GetRequiredService<Delivery>().RunAsync(20, TestContext.Current.CancellationToken));
        return [.. LocalSink.Read(app.Settings.MessagesFolder, 20)];
    }
}
