namespace Tongban.Kernel;

/// <summary>
/// Counts a <see cref="Term"/>'s days by the calendar's sums: a stretch between two stops is two look-ups, however long
/// it is. A million open terms are evaluated in less than a second (<c>bench/run terms</c>).
/// </summary>
internal static class TermDays
{
    public static DateOnly? DueOn(Term term, WorkCalendar calendar)
    {
        var (after, left) = (term.StartedOn, term.Total);

        foreach (var stop in term.Stops)
        {
            var counted = Between(term, calendar, after, Earlier(stop.From.AddDays(-1), calendar.LastPublishedDay));
            if (counted >= left)
            {
                break;
            }

            if (stop.Until is not { } until)
            {
                return null;
            }

            left -= counted;
            after = Later(after, until.AddDays(-1));
        }

        return Ending(term, calendar, after, left);
    }

    /// <summary>Days of the term's unit after the one through the other.</summary>
    public static int Between(Term term, WorkCalendar calendar, DateOnly after, DateOnly through) =>
        through <= after ? 0
        : term.Unit == TermUnit.CalendarDay ? through.DayNumber - after.DayNumber
        : calendar.WorkdaysBetween(after, through);

    /// <summary>Days of the term's unit up to that day that a stop takes out.</summary>
    public static int Stopped(Term term, WorkCalendar calendar, DateOnly through)
    {
        var stopped = 0;
        foreach (var stop in term.Stops)
        {
            var last = stop.Until is { } until ? Earlier(until.AddDays(-1), through) : through;
            stopped += Between(term, calendar, Later(stop.From.AddDays(-1), term.StartedOn), last);
        }

        return stopped;
    }

    private static DateOnly? Ending(Term term, WorkCalendar calendar, DateOnly after, int left)
    {
        if (term.Unit == TermUnit.Workday)
        {
            return calendar.AddWorkdays(after, left);
        }

        // A term in calendar days never ends on a day of rest (民法典 Art. 203), and no term ends while it stands still.
        for (var day = after.AddDays(left); day <= calendar.LastPublishedDay; day = day.AddDays(1))
        {
            if (calendar.IsWorkday(day) && !term.IsStopped(day))
            {
                return day;
            }
        }

        return null;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>A stretch of days that do not count; <paramref name="Until"/> counts again, null while it stands still.</summary>
internal readonly record struct TermStop(DateOnly From, DateOnly? Until)
{
    /// <summary>Pauses put in order, those that touch or overlap made one, those that gained no day left out.</summary>
    public static IReadOnlyList<TermStop> Of(IReadOnlyList<TermPause> pauses)
    {
        if (pauses.Count == 0)
        {
            return [];
        }

        var stops = new List<TermStop>();
        foreach (var pause in pauses.Where(pause => pause.IsOpen || pause.Until > pause.From).OrderBy(pause => pause.From))
        {
            if (stops is [.., var last] && (last.Until is null || pause.From <= last.Until))
            {
                stops[^1] = last with { Until = Later(last.Until, pause.Until) };
            }
            else
            {
                stops.Add(new TermStop(pause.From, pause.Until));
            }
        }

        return stops;
    }

    // Open is the latest.
    private static DateOnly? Later(DateOnly? one, DateOnly? other) => one is null || other is null ? null : one > other ? one : other;
}
