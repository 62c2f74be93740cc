using Tongban.Bench.HallDay;
using Tongban.Queue.Forecast;

namespace Tongban.Tests.Queue;

public sealed class ForecastTests
{
    private static readonly DateTime Nine = new(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc);
    private static readonly OpenSpan[] Day = [new(Nine, Nine.AddHours(3)), new(Nine.AddHours(4), Nine.AddHours(8))];

    [Theory]
    [InlineData(53, 6, 12, 7, 40, 65)]
    [InlineData(16, 5, 10, 4, 10, 25)]
    [InlineData(1.5, 5, 10, 4, 0, 5)]
    public void A_wait_is_a_range_in_steps_of_five_that_grows_with_the_wait(double expected, double spread, double cycle, double windows, int min, int max) =>
        Assert.Equal(new WaitRange(min, max), WaitForecast.Around(expected, spread, cycle, windows));

    [Fact]
    public void With_a_free_window_and_nobody_before_there_is_no_wait() => Assert.Equal(new WaitRange(0, 0), WaitForecast.Around(0, 5, 10, 1));

    [Fact]
    public void A_service_that_goes_on_is_expected_to_last_as_those_did_that_took_so_long_already()
    {
        var group = Guid.NewGuid();
        var times = new ServiceTimes([.. Enumerable.Repeat(new Served(group, 9, 4), 300), .. Enumerable.Repeat(new Served(group, 9, 20), 300)], new Dictionary<Guid, double>());

        Assert.InRange(times.RemainingFor(group, 9, 0), 11.5, 12.5);
        Assert.InRange(times.RemainingFor(group, 9, 6), 13, 14.5);
        Assert.InRange(new ServiceTimes([.. Enumerable.Repeat(new Served(group, 9, 4), 300), .. Enumerable.Repeat(new Served(group, 9, 6, Today: true), 300)], new Dictionary<Guid, double>()).Pace, 1.1, 1.5);
    }

    /// <summary>Learns on some days of a made hall and foretells days that it has not seen; <c>bench/run replay</c> does it with a whole hall.</summary>
    [Fact]
    public void On_days_that_were_not_seen_four_in_five_waits_lie_within_the_range_that_was_told()
    {
        var replay = new Replay(new MadeHall(seed: 3, windows: 8, visitors: 900));
        var first = new DateOnly(2026, 11, 2);
        for (var n = 0; n < 8; n++)
        {
            replay.Learn(first.AddDays(n));
        }

        var accuracy = Accuracy.Of([.. Enumerable.Range(8, 4).SelectMany(n => replay.Test(first.AddDays(n), forecastEvery: 3))]);

        Assert.True(accuracy.Foretold > 900, $"{accuracy}");
        Assert.True(accuracy.Held >= 0.8, $"{accuracy}");
        Assert.True(accuracy.MeanError <= 7, $"{accuracy}");
        Assert.True(accuracy.MeanWait > 3, $"{accuracy}");
    }

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
