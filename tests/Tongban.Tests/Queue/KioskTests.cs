using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class KioskTests
{
    [Fact]
    public async Task From_the_first_page_to_the_number_it_is_three_touches()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var start = await kiosk.PageAsync("/kiosk");
        var matters = await kiosk.PageAsync(start.QuerySelector(".zone a.k")!.GetAttribute("href")!);
        var who = matters.QuerySelector(".zone a.k")!.GetAttribute("href")!;
        var ticket = await (await kiosk.SubmitAsync(who, new() { ["precedence"] = "Elderly" })).PageAsync();

        Assert.Equal("A001", ticket.QuerySelector(".slip .no")!.TextContent);
        var visit = await app.WithDbAsync(db => db.Set<Visit>().SingleAsync());
        Assert.Equal((Precedence.Elderly, hall.Item.Id), (visit.Precedence, visit.Legs[0].ItemId!.Value));
        Assert.Contains(visit.Token, ticket.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_booking_is_checked_in_by_its_code_and_a_second_scan_shows_the_same_number()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var code = await BookAsync(app, hall);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var first = await (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = $" {code.ToLowerInvariant()} " })).PageAsync();
        var second = await (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = code })).PageAsync();

        Assert.Equal("A001", first.QuerySelector(".slip .no")!.TextContent);
        Assert.Equal(first.Url, second.Url);
    }

    [Theory]
    [InlineData("", "kiosk.code-empty")]
    [InlineData("AAAAAAAA", "kiosk.no-booking-today")]
    [InlineData("110101188503071237", "id.check-digit")]
    [InlineData("1380013800", "mobile.format")]
    [InlineData("TB1.YY7K3M9Q.0123", "appointment.forged-qr")]
    [InlineData("<script>alert(1)</script>", "appointment.unreadable-code")]
    public async Task What_is_no_booking_of_today_is_refused_kindly(string code, string refusal)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await BookAsync(app, hall);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var answer = await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = code });

        Assert.Equal(refusal, answer.RefusalCode());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task No_number_is_given_that_cannot_be_served_before_the_break()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);
        app.Time.Advance(TimeSpan.FromMinutes(145));

        var page = await kiosk.PageAsync("/kiosk/A");
        Assert.EndsWith("/kiosk/A/stopped", page.Url, StringComparison.Ordinal);
        Assert.Contains("午休前办不完了", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        app.Time.Advance(TimeSpan.FromHours(4.8));
        Assert.Contains("今天办不完了", (await kiosk.PageAsync("/kiosk/A")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_number_is_given_the_places_of_the_next_days_are_told_and_nobody_types_a_name_there()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await hall.SlotAtAsync(new DateTime(2026, 11, 25, 10, 0, 0), 3);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);
        app.Time.Advance(TimeSpan.FromHours(8));

        var page = await kiosk.PageAsync("/kiosk/A/stopped");

        var board = await app.WithAsync(services => services.GetRequiredService<PlacesBoard>().OfAsync(hall.Site));
        var tomorrow = board.Rows.Single().Cells.First(cell => cell.On == new DateOnly(2026, 11, 25));
        Assert.Contains($"还有 {tomorrow.Free} 个", page.QuerySelector(".free li")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11月25日", page.QuerySelector(".free li")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("a[href^='/book']"));
    }

    [Fact]
    public async Task A_slip_that_is_scanned_again_puts_its_holder_back_in_line()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        var visit = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.ParkAsync(0);
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        var ticket = await (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = $"http://hall.example/t/{visit.Token}" })).PageAsync();
        var again = await (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = $"http://hall.example/t/{visit.Token}" })).PageAsync();

        Assert.Equal(visit.Number, ticket.QuerySelector(".slip .no")!.TextContent);
        Assert.Equal(ticket.Url, again.Url);
        Assert.Equal(LegStatus.Waiting, (await counter.VisitAsync(visit.Number)).Current!.Status);
        Assert.Equal("appointment.unreadable-code", (await kiosk.SubmitAsync("/kiosk/check-in", new() { ["Code"] = "0123456789abcdef0123456789abcdef" })).RefusalCode());
    }

    [Fact]
    public async Task What_the_manager_stops_and_says_is_on_the_kiosk_and_the_ticket()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var visit = await new Counter(app, hall).WalkInAsync();
        await app.WithAsync(async services =>
        {
            var orders = services.GetRequiredService<HallOrders>();
            await orders.StopTicketsAsync(hall.Site.Id, hall.Group.Id, "系统维护", Actor.System);
            await orders.SayAsync(hall.Site.Id, null, "今天人手紧，请多包涵", "We are short of staff today", Actor.System);
            return 0;
        });
        var kiosk = await hall.SignedInAsync("manager", Role.HallManager);

        Assert.Contains("请多包涵", (await kiosk.PageAsync("/kiosk")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("系统维护", (await kiosk.PageAsync("/kiosk/A")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("请多包涵", (await app.NewBrowser().PageAsync($"/t/{visit.Token}")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("请多包涵", (await kiosk.PageAsync("/wall/H01?handler=Now")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_kiosk_and_the_hall_manager_open_the_kiosk()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var stranger = app.NewBrowser();
        var clerk = await hall.SignedInAsync("li", Role.Clerk);

        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await stranger.GetAsync("/kiosk")).StatusCode);
        Assert.NotEqual(System.Net.HttpStatusCode.OK, (await clerk.GetAsync("/kiosk")).StatusCode);
    }

    private static async Task<string> BookAsync(TongbanApp app, Hall hall)
    {
        var slot = await hall.SlotAsync(1);
        var booking = new Appointment(CurrentCentre.First, new Person("王建国", null, null, null), [new Matter(hall.Item.Id, hall.Group.Id, 20)], new Chain([slot], slot.EndsAt), false, app.Clock.Now, Actor.Guest);
        booking.Confirm(app.Clock.Now, Actor.Guest);
        await app.WithDbAsync(db =>
        {
            db.Add(booking);
            return db.SaveChangesAsync();
        });
        return booking.Code;
    }
}
