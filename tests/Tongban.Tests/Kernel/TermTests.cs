using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class TermTests
{
    // Monday 1 June 2026: no holiday before Friday the 19th.
    private static readonly DateOnly Monday = Day("2026-06-01");
    private static readonly Term Five = new(Monday, 5);

    private static readonly Gen<TermPause[]> AnyPauses = Gen.Select(Gen.Int[0, 40], Gen.Int[0, 15]).Array[0, 3].Select(pauses =>
        pauses.Select(p => new TermPause(Monday.AddDays(p.Item1), Monday.AddDays(p.Item1 + p.Item2), "hearing")).ToArray());

    private static readonly Gen<Term> AnyTerm = Gen.Select(Gen.Int[1, 30], Gen.Enum<TermUnit>(), AnyPauses, (length, unit, pauses) =>
        new Term(Monday, length, unit, null, pauses));

    [Fact]
    public void The_first_day_is_the_next_working_day() => Assert.Equal(Day("2026-06-08"), Five.DueOn(Calendars.All));

    [Fact]
    public void Days_inside_a_pause_do_not_count()
    {
        var paused = Five.Pause(Day("2026-06-03"), "appraisal").Resume(Day("2026-06-10"));

        // Tuesday; then Wednesday the 10th to the 12th, and Monday.
        Assert.Equal(Day("2026-06-15"), paused.DueOn(Calendars.All));
        Assert.Equal(5, paused.Read(Calendars.All, Day("2026-06-30")).Stopped);
    }

    [Fact]
    public void A_pause_that_ends_the_same_day_gains_no_day()
    {
        var touched = Five.Pause(Day("2026-06-03"), "appraisal").Resume(Day("2026-06-03"));

        Assert.Equal(Five.DueOn(Calendars.All), touched.DueOn(Calendars.All));
    }

    [Fact]
    public void No_date_is_stated_while_the_clock_stands_still()
    {
        var paused = Five.Pause(Day("2026-06-03"), "hearing");
        var reading = paused.Read(Calendars.All, Day("2026-06-30"));

        Assert.Null(reading.DueOn);
        Assert.Equal((1, 4, TermColour.Green), (reading.Used, reading.Remaining, reading.Colour));
    }

    [Fact]
    public void A_pause_after_the_due_day_does_not_hide_that_it_is_overdue()
    {
        var late = Five.Pause(Day("2026-06-10"), "hearing");

        Assert.Equal(Day("2026-06-08"), late.DueOn(Calendars.All));
        Assert.Equal(TermColour.Red, late.Read(Calendars.All, Day("2026-06-10")).Colour);
    }

    [Fact]
    public void Is_extended_once_only()
    {
        var extended = Five.Extend(10);

        Assert.Equal((15, Day("2026-06-23")), (extended.Total, extended.DueOn(Calendars.All)!.Value));
        Refused("term.already-extended", () => extended.Extend(1));
    }

    [Fact]
    public void Cannot_be_paused_twice_or_resumed_while_running()
    {
        Refused("term.already-paused", () => Five.Pause(Monday, "hearing").Pause(Monday, "hearing"));
        Refused("term.not-paused", () => Five.Resume(Monday));
        Refused("term.not-paused", () => Five.Pause(Monday, "hearing").Resume(Monday).Resume(Monday));
    }

    [Fact]
    public void Moves_come_in_order()
    {
        var paused = Five.Pause(Day("2026-06-03"), "hearing");

        Refused("term.out-of-order", () => Five.Pause(Day("2026-05-31"), "hearing"));
        Refused("term.out-of-order", () => paused.Resume(Day("2026-06-02")));
        Refused("term.out-of-order", () => paused.Resume(Day("2026-06-05")).Pause(Day("2026-06-04"), "hearing"));
    }

    [Fact]
    public void An_unpublished_year_stops_the_date_not_the_start()
    {
        var term = new Term(Day("2026-12-28"), 20);
        var reading = term.Read(Calendars.All, Day("2026-12-30"));

        Assert.Null(reading.DueOn);
        Assert.Equal((2, 18, TermColour.Green), (reading.Used, reading.Remaining, reading.Colour));
        Assert.Equal(3, new Term(Day("2026-12-28"), 20).Read(Calendars.All, Day("2027-01-20")).Used);
        Assert.Null(new Term(Day("2027-02-01"), 5).DueOn(Calendars.All));
    }

    [Fact]
    public void A_term_without_a_date_gets_one_when_the_year_is_published()
    {
        var term = new Term(Day("2025-12-29"), 5);

        Assert.Null(term.DueOn(Calendars.Load(2019, 2025)));
        Assert.Equal(Day("2026-01-06"), term.DueOn(Calendars.All));
    }

    [Theory]
    [InlineData("2026-06-01", 0, 5, 0, TermColour.Green)]
    [InlineData("2026-06-03", 2, 3, 0, TermColour.Green)]
    [InlineData("2026-06-04", 3, 2, 0, TermColour.Yellow)]
    [InlineData("2026-06-07", 4, 1, 0, TermColour.Yellow)]
    [InlineData("2026-06-08", 5, 0, 0, TermColour.Yellow)]
    [InlineData("2026-06-09", 5, 0, 1, TermColour.Red)]
    [InlineData("2026-06-15", 5, 0, 5, TermColour.Red)]
    public void Reads_on_a_day(string today, int used, int remaining, int overdueBy, TermColour colour)
    {
        var reading = Five.Read(Calendars.All, Day(today));

        Assert.Equal((used, remaining, overdueBy, colour), (reading.Used, reading.Remaining, reading.OverdueBy, reading.Colour));
        Assert.Equal(colour == TermColour.Red, reading.IsOverdue);
    }

    [Fact]
    public void A_weekend_after_the_due_day_is_already_overdue()
    {
        var reading = new Term(Monday, 4).Read(Calendars.All, Day("2026-06-06"));

        Assert.Equal((TermColour.Red, 0), (reading.Colour, reading.OverdueBy));
    }

    [Fact]
    public void A_term_in_calendar_days_gives_way_to_the_next_working_day()
    {
        // The 25th is 中秋节; the next working day is Monday the 28th.
        var term = new Term(Day("2026-09-15"), 10, TermUnit.CalendarDay);

        Assert.Equal(Day("2026-09-28"), term.DueOn(Calendars.All));
        Assert.Equal(TermColour.Yellow, term.Read(Calendars.All, Day("2026-09-27")).Colour);
    }

    [Fact]
    public void Shows_a_box_for_each_working_day()
    {
        var term = Five.Pause(Day("2026-06-03"), "hearing").Resume(Day("2026-06-05"));

        var states = term.Days(Calendars.All, Day("2026-06-08")).Select(day => day.State);

        Assert.Equal([TermDayState.Used, TermDayState.Stopped, TermDayState.Stopped, TermDayState.Used, TermDayState.Today, TermDayState.Left, TermDayState.Left], states);
    }

    [Fact]
    public void Shows_a_box_for_each_day_overdue()
    {
        var days = new Term(Monday, 2).Days(Calendars.All, Day("2026-06-05"));

        Assert.Equal([TermDayState.Used, TermDayState.Used, TermDayState.Overdue, TermDayState.Overdue], days.Select(day => day.State));
    }

    [Fact]
    public void More_pauses_never_make_it_due_earlier() =>
        Gen.Select(AnyTerm, AnyPauses).Sample((term, more) =>
        {
            var longer = new Term(Monday, term.Length, term.Unit, null, [.. term.Pauses, .. more]);

            return longer.DueOn(Calendars.All) >= term.DueOn(Calendars.All);
        });

    [Fact]
    public void An_extension_makes_it_due_later() =>
        Gen.Select(AnyTerm, Gen.Int[8, 20]).Sample((term, days) => term.Extend(days).DueOn(Calendars.All) > term.DueOn(Calendars.All));

    [Fact]
    public void Working_days_used_and_left_are_the_whole_term() =>
        Gen.Select(AnyTerm.Where(term => term.Unit == TermUnit.Workday), Gen.Int[0, 120]).Sample((term, passed) =>
        {
            var days = term.Days(Calendars.All, Monday.AddDays(passed));
            var reading = term.Read(Calendars.All, Monday.AddDays(passed));

            return reading.Used + reading.Remaining == term.Total && days.Count(day => day.State == TermDayState.Left) == reading.Remaining;
        });

    [Fact]
    public void Counting_by_sums_reads_as_counting_day_by_day() =>
        Gen.Select(AnyTerm, Gen.Int[0, 20], Gen.Bool, Gen.Int[0, 300]).Sample((term, more, stands, passed) =>
        {
            var any = new Term(term.StartedOn, term.Length, term.Unit, more == 0 ? null : more, stands ? [.. term.Pauses, new TermPause(Monday.AddDays(more), null, "hearing")] : term.Pauses);
            var today = Monday.AddDays(passed);

            return any.DueOn(Calendars.All) == TermByDay.DueOn(any, Calendars.All) && any.Read(Calendars.All, today) == TermByDay.Read(any, Calendars.All, today);
        }, iter: 20_000);

    [Fact]
    public void A_term_never_ends_on_a_day_off_or_inside_a_stop() =>
        AnyTerm.Sample(term => term.DueOn(Calendars.All) is not { } due || (Calendars.All.IsWorkday(due) && !term.Pauses.Any(pause => pause.Covers(due))));

    [Fact]
    public void A_pause_never_shortens_it() =>
        Gen.Select(Gen.Int[1, 30], Gen.Enum<TermUnit>(), AnyPauses).Sample((length, unit, pauses) =>
            new Term(Monday, length, unit, null, pauses).DueOn(Calendars.All) >= new Term(Monday, length, unit).DueOn(Calendars.All));

    [Fact]
    public void In_which_order_the_same_days_pauses_and_the_extension_were_written_down_does_not_matter() =>
        Gen.Select(AnyTerm, Gen.Int[1, 15], Gen.Int[0, 1000]).Sample((term, days, seed) =>
        {
            var mixed = term.Pauses.ToArray();
            new Random(seed).Shuffle(mixed);
            var before = new Term(term.StartedOn, term.Length, term.Unit, null, mixed).Extend(days);
            var after = new Term(term.StartedOn, term.Length, term.Unit, days, term.Pauses);

            return before.DueOn(Calendars.All) == after.DueOn(Calendars.All);
        });

    [Fact]
    public void A_stop_and_its_end_on_one_day_change_nothing_wherever_they_stand() =>
        Gen.Select(AnyTerm, Gen.Int[0, 60]).Sample((term, day) =>
            new Term(term.StartedOn, term.Length, term.Unit, null, [.. term.Pauses, new TermPause(Monday.AddDays(day), Monday.AddDays(day), "hearing")]).DueOn(Calendars.All) == term.DueOn(Calendars.All));

    [Theory]
    [InlineData("2026-06-03", 3, 0, TermColour.Yellow)]
    [InlineData("2026-06-05", 3, 1, TermColour.Red)]
    [InlineData("2026-06-05", 0, -1, TermColour.Green)]
    [InlineData("2026-06-09", 0, -1, TermColour.Red)]
    public void A_centre_sets_from_when_it_is_yellow_and_red(string today, int yellow, int red, TermColour colour) =>
        Assert.Equal(colour, Five.Read(Calendars.All, Day(today), new TermThresholds(yellow, red)).Colour);

    [Fact]
    public void Red_before_its_end_is_not_yet_overdue() =>
        Assert.False(Five.Read(Calendars.All, Day("2026-06-08"), new TermThresholds(2, 0)).IsOverdue);

    [Fact]
    public void Survives_being_taken_apart_into_columns() =>
        AnyTerm.Sample(term => new Term(term.StartedOn, term.Length, term.Unit, term.ExtendedBy, term.Pauses).DueOn(Calendars.All) == term.DueOn(Calendars.All));
}
