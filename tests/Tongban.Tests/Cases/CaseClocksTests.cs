using Tongban.Cases;
using Tongban.Kernel;
using static Tongban.Tests.Cases.CaseBuilder;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Cases;

/// <summary>Which clocks run in which state, with their days and colours.</summary>
public sealed class CaseClocksTests
{
    private static readonly WorkCalendar Calendar = Tongban.Shared.Setup.Calendars.Load();

    internal static ClockRules Rules { get; } =
        ClockRules.Parse(File.ReadAllText(Path.Combine(Tongban.Shared.Setup.ShippedData.Folder("codes"), "case-rules.json")));

    [Theory]
    [InlineData(CaseStatus.Received, "Notice")]
    [InlineData(CaseStatus.AwaitingMaterials, "")]
    [InlineData(CaseStatus.Supplemented, "Notice")]
    [InlineData(CaseStatus.Accepted, "Promised Statutory")]
    [InlineData(CaseStatus.Decided, "Delivery")]
    [InlineData(CaseStatus.Closed, "")]
    [InlineData(CaseStatus.NotAccepted, "")]
    [InlineData(CaseStatus.Withdrawn, "")]
    [InlineData(CaseStatus.Terminated, "")]
    public void Each_state_has_its_clocks(CaseStatus status, string kinds) =>
        Assert.Equal(kinds, string.Join(' ', Read(In(status), "2026-09-14").Select(clock => clock.Kind)));

    [Theory]
    [InlineData("2026-09-16", TermColour.Green, 3)]
    [InlineData("2026-09-17", TermColour.Yellow, 2)]
    [InlineData("2026-09-20", TermColour.Yellow, 0)]
    [InlineData("2026-09-21", TermColour.Red, -1)]
    public void The_most_urgent_is_read_first(string today, TermColour colour, int left)
    {
        var clock = Read(In(CaseStatus.Accepted), today)[0];

        Assert.Equal((ClockKind.Promised, colour, left, Day("2026-09-20")), (clock.Kind, clock.Colour, clock.Left, clock.DueOn));
    }

    [Fact]
    public void While_a_special_procedure_runs_its_own_day_counts_and_a_missed_promise_is_not_hidden()
    {
        var it = In(CaseStatus.Accepted);
        it.Pause(SpecialProcedure.Testing, Day("2026-09-18"), Guid.NewGuid(), On("2026-09-16"));
        var late = In(CaseStatus.Accepted);
        late.Pause(SpecialProcedure.Testing, Day("2026-09-25"), Guid.NewGuid(), On("2026-09-22"));

        Assert.Equal([(ClockKind.Stop, TermColour.Yellow, 0)], Read(it, "2026-09-18").Select(clock => (clock.Kind, clock.Colour, clock.Left)));
        Assert.Equal([(ClockKind.Stop, TermColour.Red, true)], Read(it, "2026-09-20").Select(clock => (clock.Kind, clock.Colour, clock.IsLate)));
        Assert.Equal([(ClockKind.Promised, true), (ClockKind.Stop, false)], Read(late, "2026-09-22").Select(clock => (clock.Kind, clock.IsLate)));
    }

    [Fact]
    public void What_is_to_follow_has_a_clock_of_its_own()
    {
        var it = Received();
        Owe(it, On("2026-09-14"));

        Assert.Contains(Read(it, "2026-09-18"), clock => clock is { Kind: ClockKind.Owed, Colour: TermColour.Yellow, Left: 0 });
        Assert.Contains(Read(it, "2026-09-21"), clock => clock is { Kind: ClockKind.Owed, Colour: TermColour.Red, IsLate: true });
    }

    [Fact]
    public void A_short_term_is_not_yellow_from_its_first_day() =>
        Assert.Equal((new TermThresholds(0, -1), new TermThresholds(1, -1), new TermThresholds(2, -1)), (Rules.For(1), Rules.For(3), Rules.For(20)));

    [Fact]
    public void A_year_that_is_not_published_gives_colours_and_no_days()
    {
        var (it, running) = (InDecember(), InDecember());
        it.Pause(SpecialProcedure.Testing, Day("2027-01-08"), Guid.NewGuid(), On("2026-12-31"));

        Assert.Equal((null, TermColour.Yellow, 2), Told(Read(running, "2026-12-31")[0]));
        Assert.Equal((Day("2027-01-08"), TermColour.Green), (Read(it, "2026-12-31")[0].DueOn, Read(it, "2026-12-31")[0].Colour));
        Assert.True(Read(it, "2027-01-11")[0].IsLate);
    }

    private static (DateOnly?, TermColour, int) Told(RunningClock clock) => (clock.DueOn, clock.Colour, clock.Left);

    private static Case InDecember()
    {
        var it = Received("2026-12-25");
        Complete(it, On("2026-12-25"));
        it.Accept(Terms with { PromisedDays = 6 }, null, On("2026-12-25"));
        return it;
    }

    private static IReadOnlyList<RunningClock> Read(Case it, string today) => CaseClocks.Of(CaseTimes.From(it), Calendar, Rules, Day(today));
}
