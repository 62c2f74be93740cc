using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.WaitingList;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments;

/// <summary>The third missed booking in ninety days pauses online booking at every door; at the hall everybody is served.</summary>
public sealed class CreditTests
{
    private const string OtherPhone = "13900139000";

    [Fact]
    public async Task Online_every_door_is_paused_and_at_the_hall_none()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (slot, _) = await app.FullAsync(hall);
        var before = await app.BookedAsync(hall, await LastAsync(app), id: app.Id(Guest.Id));
        await MissAsync(app, hall, times: 3);

        using var guest = app.NewBrowser();
        var hold = await guest.HoldAsync(hall);
        Assert.Null((await guest.SubmitAsync(hold, Guest.Identity())).RefusalCode());
        var page = await guest.SubmitAsync($"{hold}/code", new() { ["Digits"] = await app.LastCodeAsync(Guest.Phone) }, "#confirm");
        Assert.Equal("appointment.paused", page.RefusalCode());
        var told = await page.PageAsync();
        Assert.Contains("有 3 次约了没来，12月24日 周四 起才能再网上预约。现场取号不受影响", told.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(told.QuerySelector("#confirm"));
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync(told.QuerySelector("#to-hall")!.GetAttribute("href")!)).StatusCode);
        Assert.Equal((422, "appointment.paused"), await ByApiAsync(app, slot));
        Assert.Equal("appointment.paused", await app.LineAsync(line => line.AddAsync(
            new WaitingEntry(hall.Site.CentreId, new(hall.Site.Id, hall.Group.Id, [hall.Item.Id], [Waiters.On], PartOfDay.Whole), new("王小明", app.Phone(Guest.Phone), app.Id(Guest.Id), null), new("", "zh-CN"), app.Clock.Now, Actor.Guest), true, Actor.Guest, CancellationToken.None)));
        Assert.Equal("appointment.paused", await app.BookingAsync(booking => booking.MoveAsync(before.Id, (slot.Id), Actor.Guest)));

        Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("王小明", null, app.Id(Guest.Id), null), Actor.Staff(Guid.NewGuid()))));
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        Assert.StartsWith("A", (await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }).GoodAsync()).Text("number"), StringComparison.Ordinal);
        var missed = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().FirstAsync(a => a.Status == AppointmentStatus.Missed));
        Assert.Contains("有 3 次约了没来，12月24日 周四 起", (await guest.PageAsync($"/bookings/{missed.Token}")).QuerySelector("#paused")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_forgives_with_a_reason_and_the_person_may_book_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await app.OnlySlotAsync();
        await MissAsync(app, hall, times: 3);
        var held = await app.HeldAsync(hall, slot, id: app.Id(Guest.Id));
        Assert.Equal("appointment.paused", await app.ConfirmAsync(held));

        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var asked = await guide.SubmitAsync("/staff/bookings", new() { ["Typed"] = Guest.Id }, "#find");
        Assert.Null((await asked.PageAsync()).QuerySelector("form[id^=forgive]"));
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var found = (await manager.SubmitAsync("/staff/bookings", new() { ["Typed"] = Guest.Id }, "#find")).RequestMessage!.RequestUri!.PathAndQuery;
        Assert.Equal("appointment.reason-missing", (await manager.SubmitAsync(found, [], "form[id^=forgive]")).RefusalCode());
        var short1 = await (await manager.SubmitAsync(found, new() { ["Reason"] = "急" }, "form[id^=forgive]")).PageAsync();
        Assert.Equal("急", short1.QuerySelector("form[id^=forgive] input[name=Reason]")!.GetAttribute("value"));
        var forgiven = await (await manager.SubmitAsync(found, new() { ["Reason"] = "公交停运，看过通知" }, "form[id^=forgive]")).PageAsync();
        Assert.Contains("由manager定为这一次不计。原因：公交停运，看过通知", forgiven.QuerySelector("[id^=forgiven]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, forgiven.QuerySelectorAll("form[id^=forgive]").Length);

        Assert.Equal(Desk.Done, await app.ConfirmAsync(held));
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "appointment.forgiven")));
    }

    [Fact]
    public async Task An_agency_is_exempt_until_its_day_or_until_that_is_ended()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await MissAsync(app, hall, times: 3);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Task<string> Paused() => app.TryAsync(services => services.GetRequiredService<PersonLimits>().MustNotBePausedAsync(app.Id(Guest.Id).Hash, app.Phone(Guest.Phone).Hash, default));

        Assert.Equal("exemption.says-nothing", (await manager.SubmitAsync("/staff/bookings/exempt", new() { ["Who"] = "某代办站", ["Phone"] = Guest.Phone, ["Why"] = "", ["Until"] = "2026-11-30" }, "#exempt")).RefusalCode());
        Assert.Null((await manager.SubmitAsync("/staff/bookings/exempt", new() { ["Who"] = "某代办站", ["Phone"] = Guest.Phone, ["Why"] = "代办协议 3 号", ["Until"] = "2026-11-30" }, "#exempt")).RefusalCode());
        Assert.Equal("exemption.already-there", (await manager.SubmitAsync("/staff/bookings/exempt", new() { ["Who"] = "某代办站", ["Phone"] = Guest.Phone, ["Why"] = "又一次", ["Until"] = "2026-11-30" }, "#exempt")).RefusalCode());
        Assert.Equal(Desk.Done, await Paused());
        Assert.Null((await manager.SubmitAsync("/staff/bookings/exempt", [], "form[id^=end]")).RefusalCode());
        Assert.Equal("appointment.paused", await Paused());

        await manager.SubmitAsync("/staff/bookings/exempt", new() { ["Who"] = "某代办站", ["Phone"] = Guest.Phone, ["Why"] = "代办协议 3 号", ["Until"] = "2026-11-25" }, "#exempt");
        Assert.Equal(Desk.Done, await Paused());
        app.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal("appointment.paused", await Paused());
    }

    [Fact]
    public async Task Who_comes_later_than_half_an_hour_gets_an_ordinary_number()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1);
        var booked = await app.BookedAsync(hall, slot);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        app.Time.Advance(slot.StartsAt + Appointment.LatestCheckIn + TimeSpan.FromSeconds(1) - app.Clock.Now);

        Assert.Equal((422, "appointment.too-late"), await kiosk.PostAsync("/kiosk/check-ins", new { text = booked.Code }).ProblemAsync());
        Assert.NotEmpty((await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }).GoodAsync()).Text("number"));
    }

    private static async Task<(int, string)> ByApiAsync(TongbanApp app, Slot full)
    {
        var program = app.NewBrowser();
        var slot = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().OrderBy(one => one.StartsAt).FirstAsync(one => one.On > full.On && one.Taken < one.Capacity));
        var token = (await program.PostAsync("/bookings", new { slotId = slot.Id, items = new[] { "SU01" } }).GoodAsync()).Text("token");
        // A stranger who only knows the number learns nothing.
        await program.PutAsync($"/bookings/{token}/person", new { name = "王小明", number = Guest.Id, phone = OtherPhone }).GoodAsync();
        return await program.PutAsync($"/bookings/{token}/confirmation", new { code = await app.LastCodeAsync(OtherPhone) }).ProblemAsync();
    }

    private static Task<Slot> LastAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().OrderByDescending(one => one.StartsAt).FirstAsync());

    // Three bookings of this morning that nobody came to.
    private static async Task MissAsync(TongbanApp app, Hall hall, int times)
    {
        for (var n = 0; n < times; n++)
        {
            var slot = await hall.SlotAtAsync(app.Clock.Today.ToDateTime(new TimeOnly(9, 31 + n)), capacity: 1);
            await app.BookedAsync(hall, slot, id: app.Id(Guest.Id));
            await app.ForgetAllowancesAsync();
        }

        app.Time.Advance(TimeSpan.FromMinutes(40));
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<BookingTidying>().MarkMissedAsync(CancellationToken.None);
            return 0;
        });
    }
}
