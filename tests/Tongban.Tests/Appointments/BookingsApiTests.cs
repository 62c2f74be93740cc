using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Citizens;
using Tongban.Shared;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments;

public sealed class BookingsApiTests
{
    private static readonly object Wang = new { name = "王小明", number = Guest.Id, phone = Guest.Phone };

    [Fact]
    public async Task Held_named_confirmed_shown_moved_and_cancelled()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();

        var token = await BookAsync(app, hall, program, 0);
        var shown = await program.ReadAsync($"/bookings/{token}");
        var booking = await shown.JsonAsync();
        Assert.Equal(("booked", "王*明", "H01"), (booking.Text("status"), booking.Text("name"), booking.Text("site")));
        Assert.DoesNotContain(Guest.Phone, booking.GetRawText(), StringComparison.Ordinal);
        Assert.False(booking.TryGetProperty("holdUntil", out _));

        var to = (await SlotsAsync(program, "2026-11-25"))[3];
        var tag = shown.Headers.ETag!.Tag;
        var moved = await program.WriteAsync(HttpMethod.Put, $"/bookings/{token}/time", new { slotId = to }, headers: ("If-Match", tag)).GoodAsync();
        Assert.Equal("2026-11-25T10:30:00+08:00", moved.Text("startsAt"));
        Assert.Equal((412, "request.changed-meanwhile"), await program.WriteAsync(HttpMethod.Delete, $"/bookings/{token}", headers: ("If-Match", tag)).ProblemAsync());

        Assert.Equal("cancelled", (await program.DeleteAsync($"/bookings/{token}").GoodAsync()).Text("status"));
        Assert.Equal((422, "appointment.not-booked"), await program.DeleteAsync($"/bookings/{token}").ProblemAsync());
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task A_hold_has_no_code_and_a_booking_is_found_by_its_own()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var held = await HoldAsync(program, (await SlotsAsync(program))[0]).GoodAsync();
        Assert.False(held.TryGetProperty("code", out _));

        var code = (await (await program.ReadAsync($"/bookings/{await BookAsync(app, hall, program, 1)}")).JsonAsync()).Text("code");
        Assert.Equal(Codes.SpokenLength, code.Length);
        Assert.Equal(AppointmentStatus.Booked, (await app.WithDbAsync(db => db.Set<Appointment>().SingleAsync(booking => booking.Code == code))).Status);
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync(booking => booking.Code == null)));
    }

    [Fact]
    public async Task Who_knows_the_row_of_a_booking_does_not_know_its_address()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var token = (await HoldAsync(program, (await SlotsAsync(program))[0]).GoodAsync()).Text("token");
        var id = await app.WithDbAsync(db => db.Set<Appointment>().Select(booking => booking.Id).SingleAsync());

        Assert.Equal(HttpStatusCode.OK, (await program.ReadAsync($"/bookings/{token}")).StatusCode);
        foreach (var guess in new[] { $"{id}", $"{id:n}", $"{id:n}{new string('0', 16)}", $"{token}0", token[..^1], $"{Guid.Empty:n}{token[32..]}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await program.ReadAsync($"/bookings/{guess}")).StatusCode);
        }
    }

    [Fact]
    public async Task A_full_time_is_refused_with_the_nearest_alternatives()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var slots = await SlotsAsync(program);
        await HoldAsync(program, slots[1]).GoodAsync();

        var response = await HoldAsync(program, slots[1]);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "appointment.slot-full"), (response.StatusCode, (await response.JsonAsync()).Text("code")));
        Assert.Equal([slots[0], slots[2], slots[3]], (await response.JsonAsync()).GetProperty("alternatives").EnumerateArray().Select(time => time.Text("slotId")));
        Assert.Equal(1, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
    }

    [Fact]
    public async Task Of_five_hundred_programs_for_one_place_one_gets_it()
    {
        await using var app = await TongbanApp.StartAsync(services => services.Configure<PublicWriteLimit>(limit => limit.PerMinute = 10_000));
        var hall = await Hall.BuildAsync(app);
        var slot = (await SlotsAsync(app.NewBrowser()))[0];

        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(async () => (await HoldAsync(app.NewBrowser(), slot)).StatusCode)));

        Assert.Equal(1, answers.Count(status => status == HttpStatusCode.Created));
        Assert.Equal(499, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        await app.MustAgreeAsync();
    }

    [Fact]
    public async Task Confirmed_twice_at_once_it_is_one_booking_and_the_same_answer()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var token = await NamedAsync(program, (await SlotsAsync(program))[0]);
        var code = await app.LastCodeAsync(Guest.Phone);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => program.PutAsync($"/bookings/{token}/confirmation", new { code }, "key-of-this-test").GoodAsync())));

        Assert.Single(answers.Select(answer => answer.GetRawText()).Distinct());
        Assert.Equal(1, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "appointment.booked")));
        Assert.Equal((422, "request.key-reused"), await program.PutAsync($"/bookings/{token}/confirmation", new { code = "000000" }, "key-of-this-test").ProblemAsync());
    }

    [Fact]
    public async Task A_hold_that_has_expired_is_not_confirmed()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var token = await NamedAsync(program, (await SlotsAsync(program))[0]);
        var code = await app.LastCodeAsync(Guest.Phone);
        app.Time.Advance(Appointment.HoldFor);

        Assert.Equal((422, "appointment.hold-expired"), await program.PutAsync($"/bookings/{token}/confirmation", new { code }).ProblemAsync());
        Assert.Equal("expired", (await program.ReadAsync($"/bookings/{token}").GoodAsync()).Text("status"));
    }

    [Theory]
    [InlineData("王小明", "110101188503071237", Guest.Phone, "id.check-digit")]
    [InlineData("王小明", "1101011885030712", Guest.Phone, "id.length")]
    [InlineData("王小明", Guest.Id, "12345", "mobile.format")]
    [InlineData("王", Guest.Id, Guest.Phone, "appointment.name-length")]
    [InlineData(" \u0007 ", Guest.Id, Guest.Phone, "appointment.name-length")]
    [InlineData("<b>王</b>", Guest.Id, Guest.Phone, "name.markup")]
    public async Task Who_cannot_be_is_refused_and_no_code_is_sent(string name, string number, string phone, string code)
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var token = (await HoldAsync(program, (await SlotsAsync(program))[0]).GoodAsync()).Text("token");
        var before = await app.WithDbAsync(db => db.Facts.CountAsync());

        Assert.Equal((422, code), await program.PutAsync($"/bookings/{token}/person", new { name, number, phone }).ProblemAsync());

        Assert.Equal(before, await app.WithDbAsync(db => db.Facts.CountAsync()));
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<OneTimeCode>().CountAsync()));
    }

    [Fact]
    public async Task A_time_in_the_past_and_one_of_a_closed_day_are_refused()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        var past = await hall.SlotAsync(1, "09:00");
        var saturday = await hall.SlotAtAsync(new DateTime(2026, 11, 28, 10, 0, 0), 1);

        Assert.Equal((422, "appointment.in-the-past"), await HoldAsync(program, past.Id.ToString()).ProblemAsync());
        Assert.Equal((422, "appointment.closed-day"), await HoldAsync(program, saturday.Id.ToString()).ProblemAsync());
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<Appointment>().CountAsync()));
    }

    [Fact]
    public async Task Nobody_elses_booking_is_found()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var program = app.NewBrowser();
        await BookAsync(app, hall, program, 0);
        var guessed = new string('0', 32);

        Assert.Equal((404, "api.not-found"), await program.ReadAsync($"/bookings/{guessed}").ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.DeleteAsync($"/bookings/{guessed}").ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.PutAsync($"/bookings/{guessed}/person", Wang).ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.PutAsync($"/bookings/{guessed}/confirmation", new { code = "123456" }).ProblemAsync());
        Assert.Equal((404, "api.not-found"), await program.PutAsync($"/bookings/{guessed}/time", new { slotId = Guid.NewGuid() }).ProblemAsync());
    }

    [Fact]
    public async Task The_board_tells_three_days_and_the_places_left()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var program = app.NewBrowser();
        await HoldAsync(program, (await SlotsAsync(program, "2026-11-25"))[0]).GoodAsync();

        var board = await program.ReadAsync("/sites/H01/board").GoodAsync();

        Assert.Equal(["2026-11-24", "2026-11-25", "2026-11-26"], board.GetProperty("days").EnumerateArray().Select(day => day.GetString()!));
        var tomorrow = board.GetProperty("lines")[0].GetProperty("days")[1];
        Assert.Equal(tomorrow.GetProperty("places").GetInt32() - 1, tomorrow.GetProperty("free").GetInt32());
    }

    private static async Task<string> BookAsync(TongbanApp app, Hall hall, Browser program, int n)
    {
        var token = await NamedAsync(program, (await SlotsAsync(program))[n]);
        Assert.Equal("booked", (await program.PutAsync($"/bookings/{token}/confirmation", new { code = await app.LastCodeAsync(Guest.Phone) }).GoodAsync()).Text("status"));
        return token;
    }

    private static async Task<string> NamedAsync(Browser program, string slot)
    {
        var held = await HoldAsync(program, slot).GoodAsync();
        Assert.Equal("held", held.Text("status"));
        await program.PutAsync($"/bookings/{held.Text("token")}/person", Wang).GoodAsync();
        return held.Text("token");
    }

    private static Task<HttpResponseMessage> HoldAsync(Browser program, string slot) => program.PostAsync("/bookings", new { slotId = slot, items = new[] { "SU01" } });

    private static async Task<List<string>> SlotsAsync(Browser program, string? day = null) =>
        [.. (await program.ReadAsync($"/sites/H01/places?item=SU01{(day is null ? "" : $"&day={day}")}").GoodAsync()).GetProperty("days").EnumerateArray()
            .SelectMany(one => one.GetProperty("times").EnumerateArray()).Where(time => time.GetProperty("free").GetInt32() > 0).Select(time => time.Text("slotId"))];
}
