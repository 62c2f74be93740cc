using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;

namespace Tongban.Tests.Appointments;

public sealed class KeptHoldTests
{
    [Fact]
    public async Task Going_back_and_choosing_another_time_gives_the_first_one_up()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var first = await browser.HoldAsync(hall, 0);
        await browser.SubmitAsync(first, Guest.Identity());

        var times = await browser.PageAsync(Guest.TimesOf(hall));
        Assert.NotNull(times.QuerySelector($"#kept a[href='{first}']"));
        var second = await browser.HoldAsync(hall, 2);

        Assert.Contains("您后来另选了一个时间", (await browser.PageAsync(first)).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("王小明", (await browser.PageAsync(second)).QuerySelector("#Form_Name")!.GetAttribute("value"));
        var all = await app.WithDbAsync(db => db.Set<Appointment>().AsNoTracking().OrderBy(a => a.StartsAt).ToListAsync());
        Assert.Equal([(AppointmentStatus.Expired, ""), (AppointmentStatus.Held, "王小明")], all.Select(a => (a.Status, a.PersonName)));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task The_own_last_place_can_be_chosen_again()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        await browser.HoldAsync(hall, 0);

        await browser.HoldAsync(hall, 0);

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Slot>().SumAsync(slot => slot.Taken)));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_time_that_cannot_be_had_leaves_the_kept_one_as_it_is()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var mine = await browser.HoldAsync(hall, 0);
        var times = await browser.PageAsync(Guest.TimesOf(hall));
        var wanted = times.FreeSlots()[3];
        using var faster = app.NewBrowser();
        await faster.HoldAsync(hall, 2);

        var response = await browser.SubmitRawAsync(times, new() { ["slot"] = wanted });

        Assert.Equal("appointment.slot-full", response.RefusalCode());
        Assert.NotNull((await browser.PageAsync(mine)).QuerySelector("#Form_Name"));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_hold_that_became_a_booking_is_not_given_up()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        await browser.BookAsync(app, hall);

        await browser.HoldAsync(hall, 3);

        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync(a => a.Status == AppointmentStatus.Booked)));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_dead_hold_and_a_booking_cannot_be_given_up()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(capacity: 2);
        var booked = await app.AppointmentAsync((await app.BookedAsync(hall, slot)).Id);
        var held = await app.HeldAsync(hall, slot);

        Assert.Equal("appointment.not-held", Assert.Throws<Refusal>(() => booked.GiveUp(app.Clock.Now, Actor.Guest)).Code);
        Assert.Equal("appointment.hold-expired", Assert.Throws<Refusal>(() => held.GiveUp(held.HoldUntilAt, Actor.Guest)).Code);
    }

    [Fact]
    public async Task The_page_counts_down_and_says_until_when()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var browser = app.NewBrowser();
        var hold = await browser.HoldAsync(hall);
        app.Time.Advance(TimeSpan.FromSeconds(90));

        var page = await browser.PageAsync(hold);

        Assert.Equal("510", page.QuerySelector("[data-seconds-left]")!.GetAttribute("data-seconds-left"));
        Assert.Contains("9:40", page.QuerySelector(".tb-step")!.TextContent, StringComparison.Ordinal);
    }
}
