using Tongban.People;
using Tongban.Tests.Appointments;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class KioskSlipTests
{
    [Fact]
    public async Task A_number_that_an_armed_window_calls_at_once_says_where_to_go_on_the_screen_and_on_paper()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        Assert.Null(await counter.NextAsync(0));
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var ticket = await (await kiosk.SubmitAsync("/kiosk/A/who", new() { ["precedence"] = "None" })).PageAsync();

        Assert.Equal("请现在到 1 号窗口", ticket.QuerySelector(".slip .go")!.TextContent);
        Assert.Equal("请现在到 1 号窗口", ticket.QuerySelector(".tb-ticket .go")!.TextContent);
        Assert.DoesNotContain("说不准", ticket.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slip_of_a_booking_has_its_time_and_who_comes_early_is_told_from_when()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var soon = await app.BookedAsync(hall, await hall.SlotAsync(1));
        await app.ForgetAllowancesAsync();
        var later = await app.BookedAsync(hall, await hall.SlotAsync(1, "15:00"));
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var slip = await (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = soon.Code })).PageAsync();
        var early = await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = later.Code });

        Assert.Contains("预约 10:00", slip.QuerySelector(".tb-ticket")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("appointment.too-early", early.RefusalCode());
        Assert.Equal("来早了，14:00 起可以签到取号。", (await early.PageAsync()).QuerySelector(".tb-errors")!.TextContent.Trim());
    }
}
