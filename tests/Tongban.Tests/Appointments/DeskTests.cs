using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.People;

namespace Tongban.Tests.Appointments;

public sealed class DeskTests
{
    [Fact]
    public async Task Staff_find_a_booking_by_document_and_release_it_with_a_reason()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var guest = app.NewBrowser();
        await guest.BookAsync(app, hall);
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var found = await guide.SubmitAsync("/staff/bookings", new() { ["Typed"] = Guest.Id }, "#find");
        var address = found.RequestMessage!.RequestUri!.PathAndQuery;
        Assert.DoesNotContain(Guest.Id, address, StringComparison.Ordinal);
        var page = await found.PageAsync();
        Assert.Contains("110101********1236", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("appointment.reason-missing", (await guide.SubmitAsync(address, [], "form[id^=release]")).RefusalCode());
        Assert.Null((await guide.SubmitAsync(address, new() { ["Reason"] = "本人到场说明不是自己约的" }, "form[id^=release]")).RefusalCode());

        Assert.Equal(AppointmentStatus.Cancelled, await app.WithDbAsync(db => db.Set<Appointment>().Select(a => a.Status).SingleAsync()));
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "bookings.looked-up")));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Staff_book_a_staff_place_for_somebody_without_a_phone()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var page = await guide.PageAsync($"/staff/bookings/new?item={hall.Item.Code}&site={hall.Site.Code}");

        var response = await guide.FollowAsync(await guide.SubmitRawAsync(page, new() { ["slot"] = page.FreeSlots()[0], ["Form.Name"] = "赵奶奶", ["Form.Number"] = Guest.Id }, "#book"));

        Assert.Null(response.RefusalCode());
        var booked = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().SingleAsync());
        Assert.Equal((AppointmentStatus.Booked, true), (booked.Status, booked.IsStaffPlace));
        await app.MustAgreeAsync();
    }

    [Theory]
    [InlineData("/staff/bookings")]
    [InlineData("/staff/bookings/new")]
    [InlineData("/staff/bookings/places")]
    public async Task Only_those_who_may_help_see_it(string path)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var approver = await hall.SignedInAsync("approver", Role.Approver);

        var response = await approver.GetAsync(path);

        Assert.Contains("/errors/", response.Headers.Location?.ToString() ?? "/errors/", StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_hall_manager_sets_the_places_of_days_not_planned_yet()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var set = await manager.SubmitAsync("/staff/bookings/places", new() { ["Minutes"] = "60", ["PublicPercent"] = "300", ["StaffPercent"] = "0" }, $"#g-{hall.Group.Code}");
        Assert.Null(set.RefusalCode());
        Assert.Equal("slot-rule.minutes", (await manager.SubmitAsync("/staff/bookings/places", new() { ["Minutes"] = "1" }, $"#g-{hall.Group.Code}")).RefusalCode());
        using var guest = app.NewBrowser();
        await guest.PageAsync(Guest.TimesOf(hall));

        var slots = await app.WithDbAsync(db => db.Set<Slot>().AsNoTracking().ToListAsync());
        Assert.All(slots, slot => Assert.Equal((60.0, 3, 0), ((slot.EndsAt - slot.StartsAt).TotalMinutes, slot.Capacity, slot.StaffCapacity)));
    }

    [Fact]
    public async Task Slots_that_do_not_fill_the_hours_are_told_to_the_manager()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        Assert.Null((await manager.PageAsync("/staff/bookings/places")).QuerySelector("[id^=rest]"));

        await manager.SubmitAsync("/staff/bookings/places", new() { ["Minutes"] = "25" }, $"#g-{hall.Group.Code}");

        var note = (await manager.PageAsync("/staff/bookings/places")).QuerySelector($"#rest-{hall.Group.Code}")!.TextContent;
        Assert.Contains("9:00–12:00 剩 5 分", note, StringComparison.Ordinal);
        Assert.Contains("13:00–17:00 剩 15 分", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passport_of_eight_characters_is_found_as_a_document()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booked = await app.BookedAsync(hall, await hall.SlotAsync(1), id: app.Id("K1234567"));
        var guide = await hall.SignedInAsync("guide", Role.Guide);

        var byPassport = await (await guide.SubmitAsync("/staff/bookings", new() { ["Typed"] = "k123 4567" }, "#find")).PageAsync();
        var byCode = await (await guide.SubmitAsync("/staff/bookings", new() { ["Typed"] = booked.Code.ToLowerInvariant() }, "#find")).PageAsync();

        Assert.Contains(booked.Code, byPassport.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(booked.Code, byCode.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_that_staff_noted_down_binds_nobody()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 1, staffCapacity: 9);

        foreach (var id in new[] { "110101199003071233", Guest.Id, "E12345678", "E12345679", "E12345670" })
        {
            Assert.Equal(Desk.Done, await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("赵钱", app.Phone(Guest.Phone), app.Id(id), null), Tongban.Kernel.Actor.System)));
        }

        Assert.Equal("appointment.person-has-one", await app.BookingAsync(booking => booking.BookAtDeskAsync(slot.Id, [hall.Item.Id], new("赵钱", null, app.Id(Guest.Id), null), Tongban.Kernel.Actor.System)));
    }

    [Fact]
    public async Task The_board_publishes_three_days_and_counts_what_is_booked()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var guest = app.NewBrowser();
        await guest.BookAsync(app, hall);

        var page = await guest.PageAsync("/board");

        Assert.Equal(4, page.QuerySelectorAll("table thead th").Length);
        Assert.Contains("已占 1", page.QuerySelectorAll("table tbody td")[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await guest.GetAsync("/board?handler=Table&site=H01")).StatusCode);
    }
}
