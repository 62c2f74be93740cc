using System.Net;
using System.Text.Json;
using Tongban.People;
using Tongban.Queue;
using Tongban.Tests.Shared.Api;

namespace Tongban.Tests.Windows;

public sealed class CallsApiTests
{
    [Fact]
    public async Task A_clerk_sits_down_calls_recalls_passes_over_begins_parks_and_finishes()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        var clerk = await hall.SignedInAsync("li", Role.Clerk, hall.Windows[0]);

        Assert.Equal((422, "window.not-signed-in"), await clerk.PostAsync("/window/calls", new { }).ProblemAsync());
        Assert.Equal((422, "window.unknown"), await clerk.PutAsync("/window", new { window = "W99" }).ProblemAsync());
        Assert.Equal(2, (await clerk.PutAsync("/window", new { window = "W01" }).GoodAsync()).GetProperty("waiting").GetInt32());

        var called = (await clerk.PostAsync("/window/calls", new { }).GoodAsync()).GetProperty("visitor");
        Assert.Equal(("A001", "called"), (called.Text("number"), called.Text("status")));
        Assert.Equal((422, "window.has-somebody"), await clerk.PostAsync("/window/calls", new { }).ProblemAsync());
        Assert.Equal((422, "leg.call-again-first"), await clerk.PutAsync("/window/calls/current/missed").ProblemAsync());
        for (var call = 2; call <= 3; call++)
        {
            Assert.Equal((422, "leg.recall-too-soon"), await clerk.PostAsync("/window/calls/current/recalls").ProblemAsync());
            app.Time.Advance(TimeSpan.FromSeconds(11));
            Assert.Equal(call, (await clerk.PostAsync("/window/calls/current/recalls").GoodAsync()).GetProperty("visitor").GetProperty("calls").GetInt32());
        }

        Assert.False((await clerk.PutAsync("/window/calls/current/missed").GoodAsync()).TryGetProperty("visitor", out _));

        Assert.Equal("A002", (await clerk.PostAsync("/window/calls", new { number = "a002" }).GoodAsync()).GetProperty("visitor").Text("number"));
        Assert.Equal("serving", (await clerk.PutAsync("/window/calls/current/begun").GoodAsync()).GetProperty("visitor").Text("status"));
        Assert.Equal((422, "leg.note-too-long"), await clerk.PutAsync("/window/calls/current/parked", new { note = new string('长', 201) }).ProblemAsync());
        await clerk.PutAsync("/window/calls/current/parked", new { note = "去复印" }).GoodAsync();
        await clerk.PostAsync("/window/calls", new { number = "A002" }).GoodAsync();
        await clerk.PutAsync("/window/calls/current/begun").GoodAsync();
        Assert.False((await clerk.PutAsync("/window/calls/current/finished").GoodAsync()).TryGetProperty("visitor", out _));

        Assert.Equal(HttpStatusCode.NoContent, (await clerk.PostAsync("/window/calls", new { })).StatusCode);
        Assert.True((await clerk.GetAsync("/api/v1/window").GoodAsync()).GetProperty("isArmed").GetBoolean());
        Assert.False((await clerk.DeleteAsync("/window/armed").GoodAsync()).GetProperty("isArmed").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await clerk.DeleteAsync("/window")).StatusCode);
    }

    [Fact]
    public async Task Somebody_is_sent_on_to_another_window_or_group()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var counter = new Counter(app, hall);
        await counter.SitDownAsync(1);
        await counter.WalkInAsync();
        var clerk = await hall.SignedInAsync("li", Role.Clerk, hall.Windows[0]);
        await clerk.PutAsync("/window", new { window = "W01" }).GoodAsync();
        await clerk.PostAsync("/window/calls", new { }).GoodAsync();

        Assert.Equal((422, "desk.choose-where-to"), await clerk.PutAsync("/window/calls/current/transferred", new { }).ProblemAsync());
        Assert.Equal((422, "window.unknown"), await clerk.PutAsync("/window/calls/current/transferred", new { window = "W77" }).ProblemAsync());
        Assert.Equal((422, "matter-group.unknown"), await clerk.PutAsync("/window/calls/current/transferred", new { group = "QQ" }).ProblemAsync());
        await clerk.PutAsync("/window/calls/current/transferred", new { window = "W02", note = "补章程" }).GoodAsync();

        Assert.Equal("A001", await counter.NextAsync(1));
    }

    [Fact]
    public async Task The_answer_counts_all_whom_the_window_may_call_and_names_the_next_however_long_the_line()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 2);
        var counter = new Counter(app, hall);
        await counter.SitDownAsync(1);
        var clerk = await hall.SignedInAsync("li", Role.Clerk, hall.Windows[0]);
        await clerk.PutAsync("/window", new { window = "W01" }).GoodAsync();
        for (var person = 1; person <= 25; person++)
        {
            await counter.WalkInAsync(person == 25 ? Precedence.Elderly : Precedence.None);
        }

        Assert.Equal((24, "A001"), Line(await clerk.PostAsync("/window/calls", new { }).GoodAsync()));
        Assert.Equal((24, "A001"), Line(await clerk.PutAsync("/window/calls/current/transferred", new { window = "W02" }).GoodAsync()));
        await clerk.PostAsync("/window/calls", new { number = "A002" }).GoodAsync();

        // Whoever was sent to the other window is of this line again as soon as that one is closed.
        Assert.Equal((23, "A001"), Line(await clerk.PutAsync("/window/calls/current/begun").GoodAsync()));
        await counter.CloseAsync(1);
        Assert.Equal((24, "A025"), Line(await clerk.PutAsync("/window/calls/current/finished").GoodAsync()));
    }

    [Fact]
    public async Task Eight_windows_that_call_at_once_get_eight_people()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app, windows: 8);
        var counter = new Counter(app, hall);
        var clerks = new List<Browser>();
        for (var window = 0; window < 8; window++)
        {
            await counter.WalkInAsync();
            clerks.Add(await hall.SignedInAsync($"clerk{window}", Role.Clerk, hall.Windows[window]));
            await clerks[window].PutAsync("/window", new { window = hall.Windows[window].Code }).GoodAsync();
        }

        var called = await Task.WhenAll(clerks.Select(clerk => Task.Run(async () => (await clerk.PostAsync("/window/calls", new { }).GoodAsync()).GetProperty("visitor").Text("number"))));

        Assert.Equal(8, called.Distinct().Count());
    }

    private static (int Waiting, string Next) Line(JsonElement window) => (window.GetProperty("waiting").GetInt32(), window.Text("next"));
}
