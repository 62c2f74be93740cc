using CsCheck;
using Tongban.Kernel;
using Tongban.OneThing;

namespace Tongban.Tests.OneThing;

public sealed class StepClockTests
{
    private static readonly DateTime Nine = new(2026, 11, 24, 9, 0, 0);
    private static readonly OfficeMinutes Office = new(_ => [(new(9, 0), new(12, 0)), (new(13, 30), new(17, 0))]);

    [Fact]
    public void A_break_a_night_and_the_applicants_turn_do_not_count()
    {
        var worked = StepClock.Worked(Nine, ended: null, [(Nine.AddHours(1), true), (Nine.AddHours(5), false)]);

        var clock = StepClock.Of(Office, worked, 120, Nine.AddHours(5.5));

        Assert.Equal((90, Nine.AddHours(6), TermColour.Green), (clock.Used, clock.DueAt, clock.Colour));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(59.9)]
    public void The_last_minute_is_the_same_at_whichever_second_one_looks(double seconds)
    {
        var worked = StepClock.Worked(Nine, ended: null, [(Nine.AddMinutes(20), true), (Nine.AddMinutes(80.5), false)]);

        Assert.Equal(Nine.AddMinutes(170.5), StepClock.Of(Office, worked, 110, Nine.AddMinutes(95).AddSeconds(seconds)).DueAt);
    }

    [Fact]
    public void Side_by_side_counts_once()
    {
        var clock = StepClock.Of(Office, [new(Nine, Nine.AddHours(2)), new(Nine.AddHours(1), null)], 240, Nine.AddHours(2.5));

        Assert.Equal((150, Nine.AddHours(5.5)), (clock.Used, clock.DueAt));
    }

    [Theory]
    [InlineData(95, TermColour.Green)]
    [InlineData(96, TermColour.Yellow)]
    [InlineData(120, TermColour.Yellow)]
    [InlineData(121, TermColour.Red)]
    public void Yellow_near_the_promise_and_red_past_it(int minutes, TermColour colour)
    {
        var clock = StepClock.Of(Office, [new(Nine, null)], 120, Nine.AddMinutes(minutes));

        Assert.Equal(colour, clock.Colour);
        Assert.Equal(minutes > 120 ? null : Nine.AddHours(2), clock.DueAt);
    }

    [Fact]
    public void While_it_is_the_applicants_turn_there_is_no_last_minute()
    {
        var worked = StepClock.Worked(Nine, ended: null, [(Nine.AddHours(1), true)]);

        Assert.Equal((60, null), (StepClock.Of(Office, worked, 120, Nine.AddDays(3)).Used, StepClock.Of(Office, worked, 120, Nine.AddDays(3)).DueAt));
    }

    [Fact]
    public void However_stretches_lie_the_order_they_come_in_does_not_matter() =>
        Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 500]).Select(pair => new Stretch(Nine.AddMinutes(pair.Item1), Nine.AddMinutes(pair.Item1 + pair.Item2))).List[1, 6]
            .Sample(stretches => StepClock.Of(Office, stretches, 60, Nine.AddDays(3)).Used == StepClock.Of(Office, stretches.AsEnumerable().Reverse(), 60, Nine.AddDays(3)).Used
                && StepClock.Of(Office, stretches, 60, Nine.AddDays(3)).Used <= stretches.Sum(stretch => Office.Between(stretch.From, stretch.To!.Value)), iter: 300);
}
