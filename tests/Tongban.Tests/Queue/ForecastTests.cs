using Tongban.Queue.Forecast;

namespace Tongban.Tests.Queue;

public sealed class ForecastTests
{
    private static readonly DateTime Nine = new(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc);
    private static readonly OpenSpan[] Day = [new(Nine, Nine.AddHours(3)), new(Nine.AddHours(4), Nine.AddHours(8))];

    [Theory]
    [InlineData(31, 12, 7, 40, 65)]
    [InlineData(6, 10, 4, 10, 20)]
    [InlineData(1, 10, 4, 0, 5)]
    public void A_wait_is_a_range_in_steps_of_five(int ahead, double minutes, double windows, int min, int max) =>
        Assert.Equal(new WaitRange(min, max), WaitForecast.For(ahead, minutes, windows, free: false));

    [Fact]
    public void Without_a_window_nobody_knows() => Assert.Null(WaitForecast.For(3, 10, 0, free: false));

    [Fact]
    public void With_a_free_window_and_nobody_before_there_is_no_wait() => Assert.Equal(new WaitRange(0, 0), WaitForecast.For(0, 10, 1, free: true));

    [Fact]
    public void Times_lean_on_the_items_until_enough_is_learnt_and_then_on_the_hour()
    {
        var group = Guid.NewGuid();
        Dictionary<Guid, double> items = new() { [group] = 20 };

        Assert.Equal(20, new ServiceTimes([], items).MinutesFor(group, 9));
        Assert.Equal(ServiceTimes.Usual, new ServiceTimes([], items).MinutesFor(Guid.NewGuid(), 9));
        var learnt = new ServiceTimes([.. Enumerable.Repeat(new Served(group, 9, 8), 200), .. Enumerable.Repeat(new Served(group, 15, 12), 200)], items);
        Assert.InRange(learnt.MinutesFor(group, 9), 8, 8.5);
        Assert.InRange(learnt.MinutesFor(group, 15), 11.5, 12);
        Assert.InRange(learnt.MinutesFor(group, 11), 9.5, 10.5);
    }

    [Fact]
    public void A_key_forgotten_over_lunch_teaches_nothing()
    {
        var group = Guid.NewGuid();
        Assert.Equal(10, new ServiceTimes([new Served(group, 9, 400)], new Dictionary<Guid, double> { [group] = 10 }).MinutesFor(group, 9));
    }

    [Theory]
    [InlineData(0, 10, 20, null)]
    [InlineData(165, 5, 5, null)]
    [InlineData(165, 10, 15, TicketStopReason.BeforeLunch)]
    [InlineData(190, 0, 5, TicketStopReason.NotYetOpen)]
    [InlineData(215, 0, 5, null)]
    [InlineData(470, 10, 15, TicketStopReason.BeforeClosing)]
    [InlineData(481, 0, 5, TicketStopReason.ClosedToday)]
    [InlineData(-40, 0, 5, TicketStopReason.NotYetOpen)]
    [InlineData(-20, 0, 5, null)]
    public void Numbers_stop_when_the_end_passes_the_break_or_closing(int minutesAfterNine, int min, int max, TicketStopReason? expected) =>
        Assert.Equal(expected, TicketStop.For(Nine.AddMinutes(minutesAfterNine), Day, new WaitRange(min, max), minutesEach: 10)?.Reason);

    [Fact]
    public void On_a_closed_day_no_number_is_given() => Assert.Equal(TicketStopReason.ClosedToday, TicketStop.For(Nine, [], null, 10)?.Reason);
}
