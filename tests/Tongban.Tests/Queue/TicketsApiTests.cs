using System.Net;
using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Queue;
using Tongban.Tests.Appointments;
using Tongban.Tests.Shared.Api;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class TicketsApiTests
{
    [Fact]
    public async Task A_kiosk_gives_numbers_and_a_phone_follows_its_own()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        await counter.SitDownAsync(0);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        var phone = app.NewBrowser();

        var offered = (await kiosk.ReadAsync("/kiosk/groups").GoodAsync())[0];
        var response = await kiosk.PostAsync("/kiosk/tickets", new { group = "A", item = "SU01", precedence = new[] { "elderly" } });
        var ticket = await response.JsonAsync();
        var second = await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }).GoodAsync();

        Assert.Equal(("A", "企业开办"), (offered.Text("group"), offered.Text("name")));
        Assert.Equal(("A001", "next", 0), (ticket.Text("number"), ticket.Text("state"), ticket.GetProperty("ahead").GetInt32()));
        Assert.Equal($"/api/v1/tickets/{ticket.Text("token")}", response.Headers.Location!.ToString());
        Assert.Equal(("A002", 1), (second.Text("number"), second.GetProperty("ahead").GetInt32()));

        var shown = await phone.ReadAsync($"/tickets/{ticket.Text("token")}");
        Assert.Equal(HttpStatusCode.NotModified, (await phone.ReadAsync($"/tickets/{ticket.Text("token")}", ("If-None-Match", shown.Headers.ETag!.Tag))).StatusCode);
        await counter.NextAsync(0);
        var called = await phone.ReadAsync($"/tickets/{ticket.Text("token")}", ("If-None-Match", shown.Headers.ETag!.Tag)).GoodAsync();
        Assert.Equal(("called", "1"), (called.Text("state"), called.Text("window")));
    }

    [Fact]
    public async Task A_visitor_cancels_and_the_line_moves_up()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        var first = await counter.WalkInAsync();
        var second = await counter.WalkInAsync();
        var phone = app.NewBrowser();

        Assert.Equal("cancelled", (await phone.DeleteAsync($"/tickets/{first.Token}").GoodAsync()).Text("state"));
        Assert.Equal(0, (await phone.ReadAsync($"/tickets/{second.Token}").GoodAsync()).GetProperty("ahead").GetInt32());
        Assert.Equal((422, "visit.ended"), await phone.DeleteAsync($"/tickets/{first.Token}").ProblemAsync());
        Assert.Equal((422, "leg.not-away"), await phone.PutAsync($"/tickets/{second.Token}/return").ProblemAsync());
        Assert.Equal((404, "api.not-found"), await phone.ReadAsync($"/tickets/{new string('0', 32)}").ProblemAsync());
    }

    [Fact]
    public async Task A_ticket_of_yesterday_is_past_and_cannot_come_back()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var visit = await new Counter(app, hall).WalkInAsync();
        app.Time.Advance(TimeSpan.FromDays(1));
        var phone = app.NewBrowser();

        Assert.Equal("past", (await phone.ReadAsync($"/tickets/{visit.Token}").GoodAsync()).Text("state"));
        Assert.Equal((422, "ticket.not-of-today"), await phone.PutAsync($"/tickets/{visit.Token}/return").ProblemAsync());
    }

    [Fact]
    public async Task A_booking_is_checked_in_once_and_a_forged_code_never()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var booking = await app.BookedAsync(hall, await hall.SlotAsync(1));
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);

        var first = await kiosk.PostAsync("/kiosk/check-ins", new { text = booking.Code }).GoodAsync();
        var again = await kiosk.PostAsync("/kiosk/check-ins", new { text = booking.Code }).GoodAsync();

        Assert.Equal(first.Text("token"), again.Text("token"));
        Assert.Equal((422, "appointment.forged-qr"), await kiosk.PostAsync("/kiosk/check-ins", new { text = $"TB1.{booking.Code}.0123" }).ProblemAsync());
        Assert.Equal((422, "appointment.unreadable-code"), await kiosk.PostAsync("/kiosk/check-ins", new { text = "<b>" + new string('长', 500) }).ProblemAsync());
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Theory]
    [InlineData("""{"group":"Q"}""", 422, "matter-group.unknown")]
    [InlineData("""{"group":"A","item":"XX01"}""", 422, "item.unknown")]
    [InlineData("""{"group":"A","precedence":["king"]}""", 400, "api.malformed")]
    [InlineData("""{"group":"A","precedence":[99]}""", 400, "api.malformed")]
    [InlineData("""{"group":"A\u0000"}""", 400, "api.malformed")]
    [InlineData("""{"group":"\ud800"}""", 400, "api.malformed")]
    [InlineData("""{"group":["A"]}""", 400, "api.malformed")]
    public async Task What_is_no_wish_gives_no_number(string body, int status, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        var request = new HttpRequestMessage(HttpMethod.Post, kiosk.AddressOf("/api/v1/kiosk/tickets")) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", "key-of-this-test");

        Assert.Equal((status, code), await kiosk.SendAsync(request).ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Visit>().CountAsync()));
    }

    [Fact]
    public async Task No_number_is_given_that_cannot_be_served_before_the_break()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var kiosk = await app.DeviceAsync(hall, DeviceKind.Kiosk);
        var given = await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, key: "the-answer-was-lost").GoodAsync();
        app.Time.Advance(TimeSpan.FromMinutes(145));

        Assert.Equal("beforeLunch", (await kiosk.ReadAsync("/kiosk/groups").GoodAsync())[0].Text("stopped"));
        Assert.Equal((422, "kiosk.stopped"), await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }).ProblemAsync());
        // Whoever had got one and asks again, because the answer was lost, gets the same.
        Assert.Equal(given.Text("number"), (await kiosk.PostAsync("/kiosk/tickets", new { group = "A" }, key: "the-answer-was-lost").GoodAsync()).Text("number"));
    }
}
