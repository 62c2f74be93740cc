using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared.Data;
using Tongban.Shared.Live;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class BoardTests
{
    [Fact]
    public async Task Shows_the_present_calls_and_not_those_taken_back()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 2);
        await using var running = app;
        await counter.WalkInAsync();
        var wrong = await counter.WalkInAsync();
        await counter.NextAsync(0);
        await counter.NextAsync(1);
        await counter.UndoAsync(1, wrong.Current!.Id);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var board = await manager.PageAsync("/wall/H01/Z02?handler=Now");

        Assert.Equal("A001", board.QuerySelector("[data-seq]")!.GetAttribute("data-number"));
        Assert.Empty(board.QuerySelectorAll("[data-part=recent] li"));
    }

    [Fact]
    public async Task Who_is_done_put_on_hold_or_gone_on_to_another_window_is_no_call_of_the_first_any_more()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 3);
        await using var running = app;
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        await counter.ServeNextAsync(0);
        await counter.NextAsync(1);
        await counter.ParkAsync(1);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        var board = await manager.PageAsync("/wall/H01/Z02?handler=Now");
        Assert.Empty(board.QuerySelector("[data-seq]")!.GetAttribute("data-number") ?? "");
        Assert.Empty(board.QuerySelectorAll("[data-part=recent] li"));
        Assert.Equal("现在没有在叫的号", board.QuerySelector("[data-part=none]")!.TextContent);
    }

    [Fact]
    public async Task Six_calls_in_a_second_reach_the_board_one_by_one_in_order()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 6);
        await using var running = app;
        using var board = Listen(app, hall.Zone.Id);
        for (var n = 0; n < 6; n++)
        {
            await counter.WalkInAsync();
        }

        for (var window = 0; window < 6; window++)
        {
            await counter.NextAsync(window);
        }

        var calls = await CallsAsync(board);
        Assert.Equal(["A001", "A002", "A003", "A004", "A005", "A006"], calls.Select(call => call.GetProperty("number").GetString()));
        Assert.Equal(calls.Select(call => call.GetProperty("seq").GetInt32()).Order(), calls.Select(call => call.GetProperty("seq").GetInt32()));
    }

    [Fact]
    public async Task Nothing_is_told_before_the_commit_or_when_undone()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        using var board = Listen(app, hall.Zone.Id);
        await app.WithAsync(async services =>
        {
            await using var transaction = await services.GetRequiredService<TongbanDb>().BeginAsync();
            await services.GetRequiredService<Arrival>().WalkInAsync(hall.Site.Id, hall.Group.Id, null, Precedence.None, Tongban.Kernel.Actor.Guest);
            return 0;
        });

        Assert.Null(await board.NextAsync(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken));
        await counter.WalkInAsync();
        Assert.NotNull(await board.NextAsync(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_stream_beats_at_once_and_carries_the_call()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        var manager = await hall.SignedInAsync("manager", Role.HallManager);

        // Known before it flows: the stream answers only once it has something, which is its first beat.
        var stream = await manager.GetAsync("/wall/H01/events");
        await using var body = await stream.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var lines = new StreamReader(body);
        Assert.Equal("event: beat", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        await counter.NextAsync(0);

        string? line;
        while ((line = await lines.ReadLineAsync(TestContext.Current.CancellationToken)) != "event: call")
        {
        }

        Assert.Contains("A001", await lines.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_node_hears_of_a_call()
    {
        Assert.SkipWhen(TestDatabase.PostgresAdmin is null, "SQLite has one node.");
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await using var second = await app.StartSecondNodeAsync();
        using var board = Listen(second, hall.Zone.Id);

        // The relay listens a moment after the start.
        await Task.Delay(1500, TestContext.Current.CancellationToken);
        await counter.WalkInAsync();
        await counter.NextAsync(0);

        Assert.Equal("A001", (await CallsAsync(board))[0].GetProperty("number").GetString());
    }

    private static LiveSubscription Listen(TongbanApp app, Guid zone) =>
        app.Services.GetRequiredService<LiveFeed>().Subscribe(change => change.ZoneId is null || change.ZoneId == zone);

    private static async Task<List<JsonElement>> CallsAsync(LiveSubscription board)
    {
        var calls = new List<JsonElement>();
        while (await board.NextAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken) is { } change)
        {
            if (change.Kind == "call")
            {
                calls.Add(JsonDocument.Parse(change.Data).RootElement);
            }
        }

        return calls;
    }
}
