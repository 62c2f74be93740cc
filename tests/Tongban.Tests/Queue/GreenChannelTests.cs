using Tongban.People;
using Tongban.Queue.Ordering;
using Tongban.Tests.Windows;

namespace Tongban.Tests.Queue;

public sealed class GreenChannelTests
{
    [Fact]
    public void By_the_usual_rule_the_green_channel_comes_right_after_bookings_at_their_time()
    {
        Waiter[] waiting =
        [
            CallingOrderTests.Came("A001", 30),
            CallingOrderTests.Came("A002", 30) with { Precedence = Tongban.Queue.Precedence.Elderly },
            CallingOrderTests.Came("A003", 5) with { Green = true },
            CallingOrderTests.Booked("A004", arrived: 5, due: -1),
        ];

        Assert.Equal(["A004", "A003", "A002", "A001"], CallingOrderTests.Numbers(CallingOrder.Line(CallingRule.Usual, waiting, CallingOrderTests.Now)));
    }

    [Fact]
    public void Where_everybody_has_waited_too_long_the_green_channel_still_goes_before_all_but_one()
    {
        Waiter[] waiting = [CallingOrderTests.Came("A001", 80), CallingOrderTests.Came("A002", 70), CallingOrderTests.Came("A003", 60) with { Green = true }];

        Assert.Equal(["A001", "A003", "A002"], CallingOrderTests.Numbers(CallingOrder.Line(CallingRule.Usual, waiting, CallingOrderTests.Now)));
    }

    [Fact]
    public async Task Who_is_led_through_at_the_help_desk_is_next_and_the_desk_says_why()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        var counter = new Counter(app, hall);
        await counter.WalkInAsync();
        await counter.WalkInAsync();
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        var clerk = await DeskPageTests.SeatedAsync(hall, "li", 0);

        await guide.SubmitAsync("/staff/tickets?number=A002", new() { ["reason"] = "urgent" }, "#green");
        var desk = await DeskPageTests.PressAsync(clerk, "Next");

        Assert.Equal("A002", desk.QuerySelector(".who .no")!.TextContent);
        Assert.Contains("绿色通道", desk.QuerySelector(".who")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_missed_twice_is_neither_led_through_nor_cancelled()
    {
        var (app, hall, counter) = await Counter.OpenAsync(windows: 1);
        await using var running = app;
        await counter.WalkInAsync();
        var guide = await hall.SignedInAsync("guide", Role.Guide);
        await MissedAsync(counter);
        await counter.ReturnAsync("A001");
        var before = await guide.PageAsync("/staff/tickets?number=A001");
        await MissedAsync(counter);

        var after = await guide.PageAsync("/staff/tickets?number=A001");

        Assert.Null(after.QuerySelector("#cancel, #green, #return"));
        Assert.Equal("visit.lapsed", (await guide.SubmitRawAsync(before, new() { ["reason"] = "urgent" }, "#green")).RefusalCode());
        Assert.Equal("visit.lapsed", (await guide.SubmitRawAsync(before, [], "#cancel")).RefusalCode());
    }

    private static async Task MissedAsync(Counter counter)
    {
        await counter.NextAsync(0);
        await counter.RecallAfterPauseAsync(0);
        await counter.RecallAfterPauseAsync(0);
        await counter.MissAsync(0);
    }
}
