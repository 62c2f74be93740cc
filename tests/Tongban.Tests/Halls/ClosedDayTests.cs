using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Tests.Appointments;
using Tongban.Tests.Shared.Api;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Halls;

public sealed class ClosedDayTests
{
    [Fact]
    public async Task After_the_end_of_the_day_every_screen_says_so_and_nobody_books_its_afternoon()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        var waiting = await counter.WalkInAsync();
        await counter.NextAsync(0);
        Assert.NotEqual(0, await TimesLeftAsync(app, hall));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        await manager.SubmitAsync("/staff/hall", new() { ["textZh"] = "空调检修" }, "#say");

        Assert.Null((await manager.SubmitAsync("/staff/hall/close", new() { ["evenAtWindows"] = "true" }, "#close")).RefusalCode());

        await TheWallIsEmptyAsync(manager);
        await TheKioskOffersNothingAsync(manager);
        var portal = (await app.NewBrowser().PageAsync("/")).QuerySelector("[aria-labelledby=now]")!.TextContent;
        Assert.Contains("今天已收工", portal, StringComparison.Ordinal);
        Assert.DoesNotContain("开放中", portal, StringComparison.Ordinal);
        Assert.NotNull((await app.NewBrowser().PageAsync($"/t/{waiting.Token}")).QuerySelector(".tb-myticket a[href='/book']"));
        Assert.Equal(0, await TimesLeftAsync(app, hall));

        await manager.SubmitAsync("/staff/hall/close", [], "#reopen");
        Assert.NotEqual(0, await TimesLeftAsync(app, hall));
    }

    [Fact]
    public async Task Whoever_booked_the_rest_of_a_day_that_ended_early_is_listed_and_has_missed_nothing()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booked = await app.BookedAsync(hall, await hall.SlotAsync(1, "15:00"));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Assert.Contains("1 个预约", (await manager.PageAsync("/staff/hall/close?site=H01")).QuerySelector("#coming")!.TextContent, StringComparison.Ordinal);

        Assert.Null((await manager.SubmitAsync("/staff/hall/close?site=H01", [], "#close")).RefusalCode());

        Assert.NotNull((await manager.PageAsync("/staff/hall/close?site=H01")).QuerySelector("#coming a[href^='/staff/hours']"));
        Assert.Contains(booked.Code, (await manager.PageAsync("/staff/hours?site=H01")).QuerySelector("#outside")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await app.NewBrowser().PageAsync($"/bookings/{booked.Token}")).QuerySelector("#hours-changed"));
        Assert.Equal("day-closed", await AtTheGateAsync(app, hall, booked.Code));
        app.Time.Advance(booked.StartsAt + Appointment.LatestCheckIn + TimeSpan.FromMinutes(1) - app.Clock.Now);
        await TidyAsync(app);

        Assert.Equal(AppointmentStatus.Cancelled, (await app.AppointmentAsync(booked.Id)).Status);
        Assert.NotNull((await app.NewBrowser().PageAsync($"/bookings/{booked.Token}")).QuerySelector("#hall-was-closed"));
    }

    [Fact]
    public async Task Whoever_did_not_come_before_the_day_ended_has_missed_it()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booked = await app.BookedAsync(hall, await hall.SlotAsync(1, "10:00"));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        app.Time.Advance(booked.EndsAt - app.Clock.Now);

        Assert.Null((await manager.SubmitAsync("/staff/hall/close?site=H01", [], "#close")).RefusalCode());
        app.Time.Advance(Appointment.LatestCheckIn);
        await TidyAsync(app);

        Assert.Equal(AppointmentStatus.Missed, (await app.AppointmentAsync(booked.Id)).Status);
    }

    [Fact]
    public async Task A_clerk_whose_window_was_closed_reads_why_and_sits_down_again_only_when_the_day_goes_on()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.SignedInAsync("li", Role.Clerk, hall.Windows[0]);
        await clerk.PutAsync("/window", new { window = "W01" }).GoodAsync();
        Assert.Null((await clerk.PageAsync("/desk")).QuerySelector("#closed-by"));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await manager.SubmitAsync("/staff/hall/close?site=H01", [], "#close");

        Assert.Contains("收工", (await clerk.PageAsync("/desk/window")).QuerySelector("#closed-by")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((422, "window.day-is-closed"), await clerk.PutAsync("/window", new { window = "W01" }).ProblemAsync());
        await manager.SubmitAsync("/staff/hall/close?site=H01", [], "#reopen");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await clerk.PutAsync("/window", new { window = "W01" }).GoodAsync();
        await clerk.DeleteAsync("/window");
        Assert.Null((await clerk.PageAsync("/desk/window")).QuerySelector("#closed-by"));
    }

    private static Task<string> AtTheGateAsync(TongbanApp app, Hall hall, string code) => app.WithAsync(async services =>
        (await services.GetRequiredService<Tongban.Gate.Scanning>().ScanAsync(hall.Site.Id, code, 1, Actor.System)).Admission!.Reason);

    private static Task TidyAsync(TongbanApp app) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<BookingTidying>().MarkMissedAsync(default);
        return 0;
    });

    private static async Task TheWallIsEmptyAsync(Browser manager)
    {
        var wall = await manager.PageAsync("/wall/H01?handler=Now");
        Assert.Equal("", wall.QuerySelector("[data-seq]")!.GetAttribute("data-number") ?? "");
        Assert.Equal("大厅今天已收工", wall.QuerySelector("[data-part=none]")!.TextContent);
        Assert.DoesNotContain("空调检修", wall.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await manager.PageAsync("/wall/H01")).QuerySelector(".call.none"));
    }

    private static async Task TheKioskOffersNothingAsync(Browser manager)
    {
        var kiosk = await manager.PageAsync("/kiosk");
        Assert.Equal("大厅今天已收工", kiosk.QuerySelector("h1")!.TextContent);
        Assert.Null(kiosk.QuerySelector(".zone a, a[href='/kiosk/check-in']"));
    }

    // What the pages do before they show times: slots are planned, then those that are open are offered.
    private static Task<int> TimesLeftAsync(TongbanApp app, Hall hall) => app.WithAsync(async services =>
    {
        await services.GetRequiredService<SlotPlanning>().ExtendAsync(hall.Site.Id, default);
        var (today, now) = (app.Clock.Today, app.Clock.Now);
        return await services.GetRequiredService<TongbanDb>().Set<Slot>().CountAsync(slot => slot.On == today && slot.StartsAt > now && slot.ClosedAt == null);
    });
}
