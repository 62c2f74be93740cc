using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Ratings;
using Tongban.Tests.Appointments;
using Tongban.Tests.Windows;
using Tongban.Windows;

namespace Tongban.Tests.Halls;

public sealed class HallPageTests
{
    [Fact]
    public async Task Shows_every_window_who_sits_there_and_whom_it_holds()
    {
        var (app, hall, counter) = await Counter.OpenAsync(2);
        await using var _ = app;
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var text = (await manager.PageAsync("/staff/hall")).QuerySelector("main")!.TextContent;

        Assert.Contains("clerk0", text, StringComparison.Ordinal);
        Assert.Contains("A001", text, StringComparison.Ordinal);
        var fragment = await manager.PageAsync("/staff/hall?handler=Now");
        Assert.Contains("A001", fragment.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pauses_resumes_and_closes_a_window_from_afar_and_puts_its_visitor_back_in_line()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Null((await WindowAsync(manager, "Pause")).RefusalCode());
        Assert.Equal("window.already-paused", (await WindowAsync(manager, "Pause")).RefusalCode());
        Assert.Null((await WindowAsync(manager, "Resume")).RefusalCode());
        Assert.Equal("hall.window-has-somebody", (await WindowAsync(manager, "Close")).RefusalCode());
        Assert.Null((await WindowAsync(manager, "Close", ("release", "true"))).RefusalCode());

        Assert.Equal(LegStatus.Waiting, await app.WithDbAsync(db => db.Set<Leg>().Select(l => l.Status).SingleAsync()));
        Assert.NotNull(await app.WithDbAsync(db => db.Set<WindowSession>().Select(s => s.ClosedAt).SingleAsync()));
    }

    [Fact]
    public async Task Opens_a_window_for_a_clerk_who_is_free()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var clerk = await hall.StaffAsync("clerk", Role.Clerk);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await manager.SubmitAsync("/staff/hall", new() { ["accountId"] = clerk.Id.ToString() }, "#open");

        Assert.Equal(clerk.Id, await app.WithDbAsync(db => db.Set<WindowSession>().Select(s => s.AccountId).SingleAsync()));
    }

    [Fact]
    public async Task Moves_a_line_to_one_window_and_refuses_an_empty_one()
    {
        var (app, hall, counter) = await Counter.OpenAsync(2);
        await using var _ = app;
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Assert.Equal("hall.nobody-waits", (await MoveAsync(manager, hall, $"w:{hall.Windows[1].Id}")).RefusalCode());
        await counter.WalkInAsync();
        await counter.WalkInAsync();

        Assert.Equal("hall.same-queue", (await MoveAsync(manager, hall, $"g:{hall.Group.Id}")).RefusalCode());
        await MoveAsync(manager, hall, $"w:{hall.Windows[1].Id}");

        Assert.Null(await counter.NextAsync(0));
        Assert.Equal("A001", await counter.NextAsync(1));
    }

    [Fact]
    public async Task Nobody_is_moved_to_a_window_that_is_closed()
    {
        var (app, hall, counter) = await Counter.OpenAsync(2);
        await using var _ = app;
        await counter.WalkInAsync();
        await counter.CloseAsync(1);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Equal("window.closed", (await MoveAsync(manager, hall, $"w:{hall.Windows[1].Id}")).RefusalCode());

        Assert.Null(await app.WithDbAsync(db => db.Set<Leg>().Select(l => l.TransferredAt).SingleAsync()));
    }

    [Fact]
    public async Task The_end_of_the_day_lists_who_is_left_before_and_after()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        await counter.WalkInAsync();
        await counter.ServeNextAsync(0);
        await counter.WalkInAsync();
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var before = (await manager.PageAsync("/staff/hall/close")).QuerySelector("#left")!.TextContent;
        var after = (await (await manager.SubmitAsync("/staff/hall/close", [], "#close")).PageAsync()).QuerySelector("#left")!.TextContent;

        Assert.All([before, after], text => Assert.Contains("A002", text, StringComparison.Ordinal));
        Assert.All([before, after], text => Assert.DoesNotContain("A001", text, StringComparison.Ordinal));
        Assert.Contains("没办完", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stops_a_groups_numbers_with_a_reason_and_gives_them_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await manager.SubmitAsync("/staff/hall", new() { ["reason"] = "系统检修" }, "#stop");
        Assert.Equal("hall.tickets-are-stopped", await WalkInAsync(app, hall));
        Assert.Equal("hall.tickets-already-stopped", (await manager.SubmitAsync("/staff/hall", new() { ["reason"] = "再来" }, "#stop")).RefusalCode());
        await manager.SubmitAsync("/staff/hall", [], "form[id^=stop-]");

        Assert.Equal(Desk.Done, await WalkInAsync(app, hall));
    }

    [Fact]
    public async Task Says_something_to_those_who_wait_until_it_is_taken_down()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Equal("hall.needs-message", (await manager.SubmitAsync("/staff/hall", [], "#say")).RefusalCode());
        await manager.SubmitAsync("/staff/hall", new() { ["textZh"] = "请稍等 <b>十分钟</b>" }, "#say");
        var page = await manager.PageAsync("/staff/hall");
        Assert.Contains("请稍等 <b>十分钟</b>", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("form[id^=message-]")!.Closest("details"));
        await manager.SubmitAsync("/staff/hall", [], "form[id^=message-]");

        Assert.NotNull(await app.WithDbAsync(db => db.Set<HallMessage>().Select(m => m.EndedAt).SingleAsync()));
    }

    [Fact]
    public async Task Stops_and_messages_reach_the_kiosk_the_wall_and_the_mobile_ticket()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        var visit = await counter.WalkInAsync();
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        await manager.SubmitAsync("/staff/hall", new() { ["reason"] = "系统检修" }, "#stop");
        await manager.SubmitAsync("/staff/hall", new() { ["textZh"] = "请稍等十分钟", ["groupId"] = hall.Group.Id.ToString() }, "#say");

        Assert.Contains("系统检修", await TextAsync(manager, "/kiosk/A/stopped"), StringComparison.Ordinal);
        Assert.Contains("A 请稍等十分钟", await TextAsync(manager, $"/wall/{hall.Site.Code}"), StringComparison.Ordinal);
        Assert.Contains("请稍等十分钟", await TextAsync(app.NewBrowser(), $"/t/{visit.Token}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_the_day_ends_what_waits_as_not_finished_and_never_as_missed()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        await app.WithDbAsync(db => db.Set<Zone>().ExecuteUpdateAsync(set => set.SetProperty(z => z.Inside, 5)));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Equal("hall.somebody-at-window", (await manager.SubmitAsync("/staff/hall/close", [], "#close")).RefusalCode());
        Assert.Null((await manager.SubmitAsync("/staff/hall/close", new() { ["evenAtWindows"] = "true" }, "#close")).RefusalCode());

        Assert.All(await app.WithDbAsync(db => db.Set<Leg>().Select(l => l.Status).ToListAsync()), status => Assert.Equal(LegStatus.NotFinished, status));
        Assert.All(await app.WithDbAsync(db => db.Set<Visit>().Select(v => v.Status).ToListAsync()), status => Assert.Equal(VisitStatus.NotFinished, status));
        Assert.Equal(AppointmentStatus.Booked, (await app.AppointmentAsync(booking.Id)).Status);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Zone>().SumAsync(z => z.Inside)));
        Assert.Equal("hall.day-is-closed", await WalkInAsync(app, hall));
    }

    [Fact]
    public async Task Numbers_given_by_hand_join_the_line_with_their_time_and_never_clash_with_the_series()
    {
        var (app, hall, counter) = await Counter.OpenAsync(1);
        await using var _ = app;
        await counter.WalkInAsync();
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Null((await ByHandAsync(manager, "1", "09:05", "09:20", hall)).RefusalCode());
        Assert.Null((await ByHandAsync(manager, "2", "09:10", "", hall)).RefusalCode());
        Assert.Equal("hall.number-entered-already", (await ByHandAsync(manager, "2", "09:11", "", hall)).RefusalCode());
        Assert.Equal("hall.time-not-today", (await ByHandAsync(manager, "3", "18:00", "", hall)).RefusalCode());
        Assert.Equal("hall.row-out-of-range", (await ByHandAsync(manager, "100", "09:00", "", hall)).RefusalCode());

        Assert.Equal(["A-01", "A-02", "A001"], await app.WithDbAsync(db => db.Set<Visit>().OrderBy(v => v.ArrivedAt).Select(v => v.Number).ToListAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Service>().CountAsync()));
        Assert.Equal("0", (await manager.PageAsync($"/wall/{hall.Site.Code}?handler=Now")).QuerySelector("[data-seq]")!.GetAttribute("data-seq"));
        Assert.Equal("A-02", await counter.NextAsync(0));
    }

    [Fact]
    public async Task The_list_for_a_power_cut_has_todays_bookings_masked_and_blank_rows()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var text = (await manager.PageAsync("/staff/hall/power-cut")).QuerySelector("main")!.TextContent;

        Assert.Contains(booking.Code, text, StringComparison.Ordinal);
        Assert.Contains("王*明", text, StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
        Assert.Contains("A-15", text, StringComparison.Ordinal);
        await manager.SubmitAsync("/staff/hall/power-cut", [], "#printed");
        Assert.NotNull(await app.WithDbAsync(db => db.Set<HallDay>().Select(d => d.ListPrintedAt).SingleAsync()));
    }

    private static async Task<string> TextAsync(Browser browser, string path) => (await browser.PageAsync(path)).QuerySelector("main")!.TextContent;

    private static Task<string> WalkInAsync(TongbanApp app, Hall hall) => app.TryAsync(services =>
        ((Arrival)services.GetService(typeof(Arrival))!).WalkInAsync(hall.Site.Id, hall.Group.Id, null, Precedence.None, Actor.Guest));

    private static Task<HttpResponseMessage> WindowAsync(Browser manager, string handler, params (string Name, string Value)[] fields) =>
        manager.SubmitAsync("/staff/hall", fields.ToDictionary(field => field.Name, field => field.Value), "#window", handler);

    private static Task<HttpResponseMessage> MoveAsync(Browser manager, Hall hall, string to) =>
        manager.SubmitAsync("/staff/hall", new() { ["from"] = hall.Group.Id.ToString(), ["to"] = to }, "#move");

    private static Task<HttpResponseMessage> ByHandAsync(Browser manager, string row, string arrived, string served, Hall hall) =>
        manager.SubmitAsync("/staff/hall/by-hand", new() { ["Row"] = row, ["ArrivedAt"] = arrived, ["ServedAt"] = served, ["WindowId"] = hall.Windows[0].Id.ToString() }, "#enter");
}
