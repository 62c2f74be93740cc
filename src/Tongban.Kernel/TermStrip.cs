namespace Tongban.Kernel;

/// <summary>Reads a <see cref="Term"/> day by day: boxes for a page, and the counts and colour that follow from them.</summary>
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

    /// <summary>
    /// Counts the term on one day. It is yellow when <paramref name="yellowFrom"/> days or fewer remain: a centre's
    /// setting, in the term's unit.
    /// </summary>
    public static TermReading Read(this Term term, WorkCalendar calendar, DateOnly today, int yellowFrom = Term.YellowFrom)
    {
        var days = term.Days(calendar, today);
        var used = days.Count(day => day.State is TermDayState.Used or TermDayState.Today);
        var stopped = days.Count(day => day.State == TermDayState.Stopped && day.Day <= today);
        var overdue = days.Count(day => day.State == TermDayState.Overdue);
        var remaining = Math.Max(0, term.Total - used);

        return new TermReading(term.DueOn(calendar), used, stopped, remaining, overdue, ColourOf(term.IsOverdue(calendar, today), remaining <= yellowFrom));
    }

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

    private static TermColour ColourOf(bool overdue, bool near) =>
        overdue ? TermColour.Red : near ? TermColour.Yellow : TermColour.Green;
}
