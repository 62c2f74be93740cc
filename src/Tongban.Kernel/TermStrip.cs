namespace Tongban.Kernel;

/// <summary>Reads a <see cref="Term"/> day by day: boxes for a page, and its counts and colour.</summary>
public static class TermStrip
{
    /// <summary>
    /// A box for each day of the term's unit from day 1 to the due day, or to today when that is later. While no due
    /// day can be stated it ends with the last published day, or with today when the term is paused.
    /// </summary>
    public static IReadOnlyList<TermDay> Days(this Term term, WorkCalendar calendar, DateOnly today)
    {
        var due = term.DueOn(calendar);
        var last = LastBox(term, calendar, due, today);
        var boxes = new List<TermDay>();

        for (var day = term.StartedOn.AddDays(1); day <= last; day = day.AddDays(1))
        {
            if (term.HasBox(day, calendar))
            {
                boxes.Add(new TermDay(day, StateOf(day, term, due, today)));
            }
        }

        return boxes;
    }

    /// <summary>Counts the term on one day: what its boxes say, without making them.</summary>
    public static TermReading Read(this Term term, WorkCalendar calendar, DateOnly today, TermThresholds? thresholds = null)
    {
        var due = term.DueOn(calendar);
        var through = Earlier(Earlier(today, due ?? today), calendar.LastPublishedDay);
        var stopped = TermDays.Stopped(term, calendar, through);
        var used = TermDays.Between(term, calendar, term.StartedOn, through) - stopped;
        var overdue = due < today ? TermDays.Between(term, calendar, due.Value, Earlier(today, calendar.LastPublishedDay)) : 0;
        var remaining = Math.Max(0, term.Total - used);
        return new TermReading(due, used, stopped, remaining, overdue, (thresholds ?? TermThresholds.Usual).ColourOf(due < today, remaining), due < today);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly LastBox(Term term, WorkCalendar calendar, DateOnly? due, DateOnly today)
    {
        var last = due ?? (term.IsPaused ? today : calendar.LastPublishedDay);
        last = last > today ? last : today;

        return last < calendar.LastPublishedDay ? last : calendar.LastPublishedDay;
    }

    private static TermDayState StateOf(DateOnly day, Term term, DateOnly? due, DateOnly today) =>
        day > due ? TermDayState.Overdue
        : term.IsStopped(day) ? TermDayState.Stopped
        : day == today ? TermDayState.Today
        : day < today ? TermDayState.Used
        : TermDayState.Left;
}
