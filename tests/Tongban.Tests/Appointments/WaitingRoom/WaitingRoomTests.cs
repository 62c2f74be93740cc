using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Appointments;
using Tongban.Appointments.WaitingRoom;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Appointments.WaitingRoom;

/// <summary>One person in ten seconds may enter.</summary>
public sealed class WaitingRoomTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Whoever_comes_first_never_sees_the_room_and_the_others_keep_their_place_and_time()
    {
        await using var app = await StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync(Slowly);
        var hall = await Hall.BuildAsync(app);
        using var first = app.NewBrowser();
        Assert.NotEmpty((await first.PageAsync(Guest.TimesOf(hall))).FreeSlots());
        using var next = app.NewBrowser();
        using var third = app.NewBrowser();
        await next.PageAsync(Guest.TimesOf(hall));

        var room = await third.PageAsync(Guest.TimesOf(hall));
        Assert.Equal("/book/waiting", new Uri(room.Url).AbsolutePath);
        Assert.Contains("您前面还有 1 人", room.QuerySelector("#before")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("20", room.QuerySelector("[data-waiting]")!.GetAttribute("data-seconds"));
        Assert.Equal("20", room.QuerySelector("noscript meta[http-equiv=refresh]")!.GetAttribute("content"));

        app.Time.Advance(TimeSpan.FromSeconds(5));
        var reloaded = await (second?.Lead(third) ?? third).PageAsync(new Uri(room.Url).PathAndQuery);
        Assert.Equal("15", reloaded.QuerySelector("[data-waiting]")!.GetAttribute("data-seconds"));
        Assert.Equal("/book/waiting", new Uri((await third.PageAsync(Guest.TimesOf(hall))).Url).AbsolutePath);

        app.Time.Advance(TimeSpan.FromSeconds(15));
        var times = await third.PageAsync(new Uri(room.Url).PathAndQuery);
        Assert.NotEmpty(times.FreeSlots());
        Assert.Null((await third.FollowAsync(await third.SubmitRawAsync(times, new() { ["slot"] = times.FreeSlots()[0] }))).RefusalCode());
    }

    [Fact]
    public async Task A_time_chosen_without_ones_turn_leads_to_the_room_and_a_turn_that_has_passed_to_its_end()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var first = app.NewBrowser();
        var times = await first.PageAsync(Guest.TimesOf(hall));
        app.Time.Advance(TimeSpan.FromMinutes(10));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            using var other = app.NewBrowser();
            await other.PageAsync(Guest.TimesOf(hall));
        }));

        var late = await first.SubmitRawAsync(times, new() { ["slot"] = times.FreeSlots()[0] });
        var room = await (await first.FollowAsync(late)).PageAsync();
        Assert.NotNull(room.QuerySelector("#late"));
        Assert.Equal("30", room.QuerySelector("[data-waiting]")!.GetAttribute("data-seconds"));
        using var stranger = app.NewBrowser();
        var forged = new HttpRequestMessage(HttpMethod.Get, stranger.AddressOf(Guest.TimesOf(hall)));
        forged.Headers.Add("Cookie", "tb-entry-H01=forged");
        Assert.StartsWith("/book/waiting", (await stranger.SendAsync(forged)).Headers.Location!.ToString(), StringComparison.Ordinal);

        using var staff = await hall.SignedInAsync("guide", Role.Guide);
        Assert.NotEmpty((await staff.PageAsync(Guest.TimesOf(hall))).FreeSlots());
    }

    [Fact]
    public async Task The_page_leads_nowhere_else_and_says_its_state_to_its_script()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        using var first = app.NewBrowser();
        await first.PageAsync(Guest.TimesOf(hall));
        using var next = app.NewBrowser();
        await next.PageAsync(Guest.TimesOf(hall));

        var state = await (await next.GetAsync("/book/waiting?site=H01&handler=Now")).JsonAsync();
        Assert.Equal((0, 10), (state.GetProperty("before").GetInt32(), state.GetProperty("secondsLeft").GetInt32()));
        Assert.Equal("/book", (await first.GetAsync("/book/waiting?site=H01&to=https://elsewhere.example/book/")).Headers.Location!.ToString());
        Assert.Equal("/book", (await first.GetAsync("/book/waiting?site=H01&to=/staff")).Headers.Location!.ToString());
        Assert.Equal("/book", (await first.GetAsync("/book/waiting")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_program_joins_waits_and_holds_with_its_place_in_line()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        var slot = await hall.SlotAsync(9);
        var program = app.NewBrowser();
        await program.PostAsync("/waiting-room", new { site = "H01" }).GoodAsync();
        var joined = await program.PostAsync("/waiting-room", new { site = "H01" }).GoodAsync();
        var header = (WaitingRoomApi.Header, joined.Text("entry"));
        Assert.Equal((false, 0, "2026-11-24T09:30:10+08:00"), (joined.GetProperty("isAdmitted").GetBoolean(), joined.GetProperty("before").GetInt32(), joined.Text("admitAt")));

        var without = await HoldAsync(program, slot);
        Assert.Equal((HttpStatusCode.TooManyRequests, "booking.wait-your-turn", "1"), (without.StatusCode, (await without.JsonAsync()).Text("code"), without.Headers.RetryAfter!.ToString()));
        Assert.Equal("10", (await HoldAsync(program, slot, header)).Headers.RetryAfter!.ToString());

        app.Time.Advance(Interval);
        Assert.True((await program.ReadAsync("/waiting-room", header).GoodAsync()).GetProperty("isAdmitted").GetBoolean());
        Assert.Equal(HttpStatusCode.Created, (await HoldAsync(program, slot, header)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await HoldAsync(program, slot, header)).StatusCode);
        Assert.Equal((422, "appointment.device-holds"), await HoldAsync(program, slot, header).ProblemAsync());
        Assert.Equal(404, (await program.ReadAsync("/waiting-room", (WaitingRoomApi.Header, "made up")).ProblemAsync()).Status);
    }

    [Fact]
    public async Task Who_moves_a_booking_stands_in_the_same_line()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        var (from, to) = (await hall.SlotAsync(9), await hall.SlotAsync(9, "11:00"));
        var booked = await app.BookedAsync(hall, from);
        var move = $"/bookings/{booked.Token}/move";
        using var first = app.NewBrowser();
        var times = await first.PageAsync(move);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        using var next = app.NewBrowser();
        Assert.NotEmpty((await next.PageAsync(move)).FreeSlots());

        // The turn in which it was opened has passed.
        var sent = await first.SubmitRawAsync(times, new() { ["slot"] = to.Id.ToString() });
        var room = await (await first.FollowAsync(sent)).PageAsync();
        Assert.NotNull(room.QuerySelector("#late"));
        Assert.Equal("10", room.QuerySelector("[data-waiting]")!.GetAttribute("data-seconds"));
        Assert.Equal(from.StartsAt, (await app.AppointmentAsync(booked.Id)).StartsAt);

        // Its cookies reach the pages on which a time is chosen, and no others.
        using var stranger = app.NewBrowser();
        var given = (await stranger.GetAsync(move)).Headers.GetValues("Set-Cookie").ToList();
        Assert.All(new[] { "tb-device", "tb-entry" }, name => Assert.Equal(["path=/book", "path=/bookings"], given.Where(cookie => cookie.StartsWith(name, StringComparison.Ordinal)).Select(cookie => cookie.Split("; ").Single(part => part.StartsWith("path", StringComparison.Ordinal))).Order()));

        app.Time.Advance(Interval);
        var open = await first.PageAsync(new Uri(room.Url).PathAndQuery);
        Assert.Equal(move, new Uri(open.Url).AbsolutePath);
        Assert.Null((await first.FollowAsync(await first.SubmitRawAsync(open, new() { ["slot"] = to.Id.ToString() }))).RefusalCode());
        Assert.Equal(to.StartsAt, (await app.AppointmentAsync(booked.Id)).StartsAt);
        Assert.Equal((429, "booking.wait-your-turn"), await app.NewBrowser().PutAsync($"/bookings/{booked.Token}/time", new { slotId = from.Id }).ProblemAsync());
        using var staff = await hall.SignedInAsync("guide", Role.Guide);
        Assert.NotEmpty((await staff.PageAsync($"/staff/bookings/{booked.Token}/move")).FreeSlots());
    }

    [Fact]
    public async Task Of_two_hundred_who_come_at_once_each_gets_an_instant_of_its_own_in_the_order_of_coming()
    {
        await using var app = await StartAsync();
        await using var second = TestDatabase.PostgresAdmin is null ? null : await app.StartSecondNodeAsync(Slowly);
        var hall = await Hall.BuildAsync(app);
        var nodes = new[] { app, second ?? app };

        var entries = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => JoinAsync(nodes[n % 2], hall)));

        var instants = entries.Select(entry => entry.AdmitAt).Order().ToList();
        Assert.Equal(app.Clock.Now, instants[0]);
        Assert.Equal(200, instants.Distinct().Count());
        Assert.All(instants.Zip(instants.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Interval));
        Assert.Equal(200, entries.Select(entry => entry.Id).Distinct().Count());
        for (var node = 0; node < nodes.Distinct().Count(); node++)
        {
            var own = second is null ? entries : entries.Where((_, n) => n % 2 == node).ToArray();
            Assert.Equal(own.Select(entry => entry.AdmitAt).Order(), own.Select(entry => entry.AdmitAt));
        }
    }

    private static Task<TongbanApp> StartAsync() => TongbanApp.StartAsync(Slowly);

    private static void Slowly(IServiceCollection services) => services.Configure<BookingPolicy>(policy => policy.EntriesPerSecond = 1 / Interval.TotalSeconds);

    private static async Task<Entry> JoinAsync(TongbanApp node, Hall hall) =>
        (await node.Services.GetRequiredService<GroupCommit<Join, Entry>>().SendAsync(new Join(hall.Site.Id, null), new Asked(CurrentCentre.First, null, ""), default)).OrRefuse();

    private static Task<HttpResponseMessage> HoldAsync(Browser program, Slot slot, params (string Name, string Value)[] headers) =>
        program.WriteAsync(HttpMethod.Post, "/bookings", new { slotId = slot.Id, items = new[] { "SU01" } }, headers: headers);
}
