using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Gate;
using Tongban.Network;
using Tongban.People;
using Tongban.Queue;
using Tongban.Tests.Appointments;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Gate;

public sealed class GatePageTests
{
    [Fact]
    public async Task Lets_a_signed_booking_in_checks_it_in_and_counts_the_zone()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        var qr = app.Services.GetRequiredService<BookingQr>().TextFor(booking.Code);

        var page = await (await ScanAsync(guard, qr, companions: 1)).PageAsync();

        Assert.Equal("请进", page.QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Contains("王*明", page.QuerySelector(".why")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A001", page.QuerySelector(".st dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, await InsideAsync(app));
        Assert.Equal(AppointmentStatus.CheckedIn, (await app.AppointmentAsync(booking.Id)).Status);
    }

    [Theory]
    [InlineData("TB1.AAAA3333.00112233445566778899aabbccddeeff", "gate.forged-qr")]
    [InlineData("AAAA3333", "gate.booking-unknown")]
    [InlineData("<script>alert(1)</script>", "gate.unreadable")]
    [InlineData("A777", "gate.ticket-unknown")]
    public async Task Refuses_what_is_not_ours_and_changes_nothing(string scanned, string reason)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var response = await ScanAsync(guard, scanned);

        Assert.Equal(reason, response.RefusalCode());
        Assert.Equal("先不能进", (await response.PageAsync()).QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Equal(0, await InsideAsync(app));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task Refuses_a_full_zone_and_keeps_the_booking()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        await app.WithDbAsync(db => db.Set<Zone>().ExecuteUpdateAsync(set => set.SetProperty(z => z.Inside, z => z.Capacity)));
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var response = await ScanAsync(guard, booking.Code);

        Assert.Equal("gate.zone-full", response.RefusalCode());
        Assert.Equal(AppointmentStatus.Booked, (await app.AppointmentAsync(booking.Id)).Status);
        Assert.Equal(hall.Zone.Capacity, await InsideAsync(app));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task A_key_pressed_with_nothing_scanned_is_nobody(string nothing)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var answer = await ScanAsync(guard, nothing);

        Assert.Null(answer.RefusalCode());
        Assert.Equal("/gate", answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Admission>().CountAsync()));
    }

    [Fact]
    public async Task Tells_too_early_and_another_day_apart()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var afternoon = await app.BookedAsync(hall, await hall.SlotAsync(1, "15:00"));
        await app.ForgetAllowancesAsync();
        var tomorrow = await app.BookedAsync(hall, await hall.SlotAtAsync(new DateTime(2026, 11, 25, 10, 0, 0), 1));
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var early = await ScanAsync(guard, afternoon.Code);
        Assert.Equal("gate.booking-too-early", early.RefusalCode());
        Assert.Contains("14:00 起可以进", (await early.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("gate.booking-other-day", (await ScanAsync(guard, tomorrow.Code)).RefusalCode());
    }

    [Fact]
    public async Task A_booking_of_a_day_that_has_passed_keeps_no_place()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var missed = await app.BookedAsync(hall, await hall.SlotAsync(1, "15:00"));
        app.Time.Advance(TimeSpan.FromDays(1));
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var answer = await ScanAsync(guard, missed.Code);

        Assert.Equal("gate.booking-past-day", answer.RefusalCode());
        Assert.DoesNotContain("给您留着", (await answer.PageAsync()).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ticket_comes_in_once_until_its_holder_went_out()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        await ScanAsync(guard, booking.Code);

        var second = await ScanAsync(guard, "A001");
        Assert.Equal("gate.already-inside", second.RefusalCode());
        await guard.SubmitAsync("/gate", [], "form[data-zone]");
        var again = await guard.FollowAsync(await guard.SubmitRawAsync(await second.PageAsync(), [], "#again"));

        Assert.Equal("人工登记", (await again.PageAsync()).QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Equal(1, await InsideAsync(app));
    }

    [Fact]
    public async Task Whoever_was_never_counted_out_is_let_in_again_without_being_counted_twice()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var guard = await hall.SignedInAsync("guard", Role.Guard);
        await ScanAsync(guard, booking.Code);

        var second = await (await ScanAsync(guard, "A001")).PageAsync();
        var again = await guard.FollowAsync(await guard.SubmitRawAsync(second, new() { ["counted"] = "true" }, "#again"));

        Assert.Equal("人工登记", (await again.PageAsync()).QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Equal(1, await InsideAsync(app));
    }

    [Fact]
    public async Task An_id_number_finds_todays_booking_and_a_stranger_is_told_to_come_as_a_walk_in()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await app.BookedAsync(hall, await hall.SlotAsync(1), id: app.Id("11010519491231002X"));
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var known = await (await ScanAsync(guard, "11010519491231002X")).PageAsync();
        var stranger = await (await ScanAsync(guard, "13800138000")).PageAsync();

        Assert.Equal("请进", known.QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Contains("没查到今天的预约", stranger.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assists_somebody_without_a_phone_with_a_number_at_once_and_undoes()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var response = await guard.SubmitAsync("/gate", new() { ["groupId"] = hall.Group.Id.ToString(), ["reason"] = "elderly" }, "#assist");

        var page = await response.PageAsync();
        Assert.Equal("人工登记", page.QuerySelector(".st h2")!.TextContent.Trim());
        Assert.Contains("A001", page.QuerySelector(".st dl")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Precedence.Elderly, await app.WithDbAsync(db => db.Set<Visit>().Select(v => v.Precedence).SingleAsync()));
        await guard.SubmitRawAsync(page, [], "#undo");
        Assert.Equal(0, await InsideAsync(app));
    }

    [Fact]
    public async Task A_correction_needs_a_reason_and_the_number_that_was_seen()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var without = await CorrectAsync(guard, seen: "0", counted: "7", reason: "");
        var stale = await CorrectAsync(guard, seen: "3", counted: "7", reason: "点过人头");
        await CorrectAsync(guard, seen: "0", counted: "7", reason: "点过人头");

        Assert.Equal("gate.needs-reason", without.RefusalCode());
        Assert.Equal("gate.count-moved", stale.RefusalCode());
        Assert.Equal(7, await InsideAsync(app));
        var fact = await app.WithDbAsync(db => db.Facts.SingleAsync(f => f.What == "zone.corrected"));
        Assert.DoesNotContain("点", fact.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_the_rules_is_an_act_of_the_manager_with_a_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Equal("gate.needs-reason", (await SwitchAsync(manager, "")).RefusalCode());
        await SwitchAsync(manager, "恢复平常");

        var switched = await app.WithDbAsync(db => db.Set<ProfileSwitch>().SingleAsync());
        Assert.Equal(("normal", "恢复平常"), (switched.Profile, switched.Reason));
        Assert.StartsWith("staff:", switched.By, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Companions_are_counted_for_a_walk_in_and_when_assisted_too()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        await guard.SubmitAsync("/gate", new() { ["zoneId"] = hall.Zone.Id.ToString(), ["Companions"] = "2" }, "#walk-in");
        await guard.SubmitAsync("/gate", new() { ["groupId"] = hall.Group.Id.ToString(), ["reason"] = "elderly", ["Companions"] = "1" }, "#assist");
        var tooMany = await guard.SubmitAsync("/gate", new() { ["zoneId"] = hall.Zone.Id.ToString(), ["Companions"] = "4" }, "#walk-in");

        Assert.Equal(5, await InsideAsync(app));
        Assert.Equal("gate.too-many-companions", tooMany.RefusalCode());
        Assert.Equal(3, (await guard.PageAsync("/gate")).QuerySelectorAll("form select[name=Companions]").Length);
    }

    [Fact]
    public async Task Tells_the_same_place_in_line_as_the_ticket_does()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.NextAsync(0);
        app.Time.Advance(TimeSpan.FromMinutes(31));
        var guard = await hall.SignedInAsync("guard", Role.Guard);

        var atGate = (await (await ScanAsync(guard, booking.Code)).PageAsync()).QuerySelector(".st dl")!.TextContent;

        var visit = await app.WithDbAsync(db => db.Set<Visit>().SingleAsync(v => v.AppointmentId == booking.Id));
        var onPhone = (await app.NewBrowser().PageAsync($"/t/{visit.Token}")).QuerySelectorAll("dd").Select(dd => dd.TextContent.Trim()).ToList();
        Assert.Equal("0 人", onPhone[0]);
        Assert.Contains($"还有 0 人，{onPhone[1]}", atGate, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> SwitchAsync(Browser manager, string reason) =>
        manager.SubmitAsync("/gate/zones", new() { ["profile"] = "normal", ["Reason"] = reason }, "#profile");

    private static Task<HttpResponseMessage> CorrectAsync(Browser guard, string seen, string counted, string reason) =>
        guard.SubmitAsync("/gate/zones", new() { ["seen"] = seen, ["counted"] = counted, ["Reason"] = reason }, "[id^=correct-]");

    private static Task<HttpResponseMessage> ScanAsync(Browser guard, string text, int companions = 0) =>
        guard.SubmitAsync("/gate", new() { ["Scan"] = text, ["Companions"] = $"{companions}" }, "#scan");

    private static Task<int> InsideAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Zone>().SumAsync(z => z.Inside));
}
