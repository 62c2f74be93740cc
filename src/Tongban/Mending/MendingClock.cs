using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.Mending;

/// <summary>One clock of one rectification on one day; <paramref name="Left"/> is negative when late.</summary>
public sealed record MendingClock(Duty Duty, int Round, DateOnly? DueOn, int Left, TermColour Colour, bool IsLate, IReadOnlyList<TermDay> Days);

/// <summary>Reads the clocks that run, with the centre's thresholds, the most urgent first.</summary>
public static class MendingClocks
{
    public static IReadOnlyList<MendingClock> Of(Rectification of, WorkCalendar calendar, ClockRules rules, DateOnly today) =>
        [.. of.Running().Select(one => Read(one.Duty, one.Round, one.Term, calendar, rules, today)).OrderByDescending(clock => clock.Colour).ThenBy(clock => clock.Left)];

    private static MendingClock Read(Duty duty, int round, Term term, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        var reading = term.Read(calendar, today, rules.For(term.Total));
        return new MendingClock(duty, round, reading.DueOn, reading.Left, reading.Colour, reading.IsOverdue, term.Days(calendar, today));
    }
}
