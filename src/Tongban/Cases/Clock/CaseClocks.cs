using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>What runs against the office, or against the applicant's promise, while a case is open.</summary>
public enum ClockKind
{
    /// <summary>Five working days to tell what is missing (行政许可法 Art. 32).</summary>
    Notice,
    Promised,
    Statutory,

    /// <summary>Ten working days from the decision (Art. 44).</summary>
    Delivery,

    /// <summary>A special procedure beyond the day that the applicant was told (Art. 45).</summary>
    Stop,

    /// <summary>Deferred materials (容缺) by their day.</summary>
    Owed,
}

/// <summary>One clock of one case on one day.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Round">Which of its kind: the second round of five days, the third stop.</param>
/// <param name="DueOn">The last day; null while its year is not published.</param>
/// <param name="Left">Days left, in <paramref name="Unit"/>; negative when late.</param>
/// <param name="Colour">By the centre's thresholds.</param>
/// <param name="IsLate">The due day has passed.</param>
/// <param name="Unit">What is counted.</param>
public sealed record RunningClock(ClockKind Kind, int Round, DateOnly? DueOn, int Left, TermColour Colour, bool IsLate, TermUnit Unit = TermUnit.Workday);

/// <summary>Reads a case's clocks, the most urgent first.</summary>
public static class CaseClocks
{
    public static IReadOnlyList<RunningClock> Of(CaseTimes of, WorkCalendar calendar, ClockRules rules, DateOnly today) =>
        [.. Running(of, calendar, rules, today).OrderByDescending(clock => clock.Colour).ThenBy(clock => clock.Left).ThenBy(clock => clock.Kind)];

    private static IEnumerable<RunningClock> Running(CaseTimes of, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        if (of.Status is CaseStatus.Received or CaseStatus.Supplemented)
        {
            yield return Read(ClockKind.Notice, of.Notices, new Term(of.HandedInOn, Case.DaysForNotice), calendar, rules, today);
        }

        foreach (var clock in of.Status == CaseStatus.Accepted ? WhileAccepted(of, calendar, rules, today) : [])
        {
            yield return clock;
        }

        if (of is { DecidedOn: { } decided, DeliveryMetOn: null })
        {
            yield return Read(ClockKind.Delivery, 0, new Term(decided, Case.DaysForDelivery), calendar, rules, today);
        }
    }

    // While a special procedure runs, the terms stand still: then it is its own day that counts, and a term that had
    // passed before.
    private static IEnumerable<RunningClock> WhileAccepted(CaseTimes of, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        var stop = of.Stops is [.., { Until: null } open] ? open : null;
        foreach (var (kind, days, unit, missed) in Terms(of))
        {
            var more = missed is null ? of.ExtendedBy : null;
            var term = new Term(of.AcceptedOn!.Value, days, unit, more, of.Stops.Select(s => new TermPause(s.From, s.Until, s.Kind.ToString())));
            if (Read(kind, more is null ? 0 : 1, term, calendar, rules, today) is var clock && (stop is null || clock.IsLate))
            {
                yield return clock;
            }
        }

        if (stop is not null)
        {
            yield return Until(ClockKind.Stop, stop.Number, stop.From, stop.ExpectedUntil, calendar, rules, today);
        }

        if (of is { Owes: true, OwedUntilOn: { } owed })
        {
            yield return Until(ClockKind.Owed, 0, of.AcceptedOn!.Value, owed, calendar, rules, today);
        }
    }

    private static IEnumerable<(ClockKind Kind, int Days, TermUnit Unit, DateOnly? Missed)> Terms(CaseTimes of)
    {
        if (of.PromisedDays is { } promised)
        {
            yield return (ClockKind.Promised, promised, TermUnit.Workday, of.PromiseMissedOn);
        }

        if (of.StatutoryDays is { } statutory)
        {
            yield return (ClockKind.Statutory, statutory, of.StatutoryUnit, of.StatutoryMissedOn);
        }
    }

    private static RunningClock Read(ClockKind kind, int round, Term term, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        var reading = term.Read(calendar, today, rules.For(term.Total));
        return new RunningClock(kind, round, reading.DueOn, reading.Left, reading.Colour, reading.IsOverdue, term.Unit);
    }

    // A day that somebody was told, not a term: what is left are the working days until it, as far as they are known.
    private static RunningClock Until(ClockKind kind, int round, DateOnly from, DateOnly due, WorkCalendar calendar, ClockRules rules, DateOnly today)
    {
        var left = due >= today ? Workdays(calendar, today, due) : -Math.Max(1, Workdays(calendar, due, today));
        var colour = rules.For(Math.Max(1, Workdays(calendar, from, due))).ColourOf(due < today, Math.Max(0, left));
        return new RunningClock(kind, round, due, left, colour, due < today);
    }

    private static int Workdays(WorkCalendar calendar, DateOnly after, DateOnly through) =>
        through <= calendar.LastPublishedDay ? calendar.WorkdaysBetween(after, through) : through.DayNumber - after.DayNumber;
}
