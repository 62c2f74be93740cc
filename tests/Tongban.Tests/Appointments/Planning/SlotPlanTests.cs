using CsCheck;
using Tongban.Appointments.Planning;
using Tongban.Network;

namespace Tongban.Tests.Appointments.Planning;

public sealed class SlotPlanTests
{
    private static readonly OpeningSpan Morning = new(new(9, 0), new(12, 0));
    private static readonly OpeningSpan Afternoon = new(new(13, 0), new(17, 0));

    [Fact]
    public void Cuts_morning_and_afternoon_into_slots()
    {
        var slots = new SlotPlan([[Morning, Afternoon]]).Cut(30);

        Assert.Equal(14, slots.Count);
        Assert.Equal(new PlannedSlot(new(9, 0), new(9, 30), 1), slots[0]);
        Assert.Equal(new PlannedSlot(new(11, 30), new(12, 0), 1), slots[5]);
        Assert.Equal(new PlannedSlot(new(13, 0), new(13, 30), 1), slots[6]);
        Assert.Equal(new PlannedSlot(new(16, 30), new(17, 0), 1), slots[^1]);
    }

    [Fact]
    public void Leaves_a_rest_too_short_for_a_slot_unbooked()
    {
        var slots = new SlotPlan([[new(new(9, 0), new(11, 55))]]).Cut(15);

        Assert.Equal(new TimeOnly(11, 30), slots[^1].Starts);
    }

    [Fact]
    public void Counts_only_windows_that_are_open_from_start_to_end()
    {
        var late = new OpeningSpan(new(9, 30), new(12, 0));

        var slots = new SlotPlan([[Morning], [Morning], [late]]).Cut(30);

        Assert.Equal([2, 3, 3, 3, 3, 3], slots.Select(slot => slot.Windows));
    }

    [Fact]
    public void Tells_what_the_slots_leave_over()
    {
        var plan = new SlotPlan([[Morning, Afternoon]]);

        Assert.Empty(plan.Rests(30));
        Assert.Equal([(Morning, 5), (Afternoon, 15)], plan.Rests(25));
    }

    [Fact]
    public void Plans_nothing_where_no_window_is_open() => Assert.Empty(new SlotPlan([[], []]).Cut(30));

    [Theory]
    [InlineData(1, 100, 25, 1, 1)]
    [InlineData(4, 100, 25, 4, 1)]
    [InlineData(5, 50, 25, 3, 2)]
    [InlineData(3, 0, 0, 0, 0)]
    public void Gives_the_public_and_staff_their_shares_of_the_windows(int windows, int publicPercent, int staffPercent, int publicPlaces, int staffPlaces)
    {
        var measure = new SlotMeasure(30, publicPercent, staffPercent);

        Assert.Equal((publicPlaces, staffPlaces), (measure.PublicPlaces(windows), measure.StaffPlaces(windows)));
    }

    [Fact]
    public void Never_runs_past_closing_across_a_break_or_into_itself() => Gen.Select(Spans.List[1, 4], Gen.Int[5, 120]).Sample((windows, minutes) =>
    {
        var slots = new SlotPlan(windows).Cut(minutes);
        Assert.All(slots, slot =>
        {
            Assert.Equal(minutes, (slot.Ends - slot.Starts).TotalMinutes);
            Assert.Equal(slot.Windows, windows.Count(spans => spans.Any(span => span.Opens <= slot.Starts && slot.Ends <= span.Closes)));
            Assert.True(slot.Windows > 0);
        });
        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.True(pair.First.Ends <= pair.Second.Starts));
    });

    // One to three stretches of a day that do not touch, to the minute.
    private static Gen<IReadOnlyList<OpeningSpan>> Spans { get; } = Gen.Int[360, 1260].HashSet[2, 6].Select(minutes =>
    {
        var edges = minutes.Order().ToList();
        return (IReadOnlyList<OpeningSpan>)[.. Enumerable.Range(0, edges.Count / 2).Select(n => new OpeningSpan(At(edges[2 * n]), At(edges[(2 * n) + 1])))];
    });

    private static TimeOnly At(int minute) => new(minute / 60, minute % 60);
}
