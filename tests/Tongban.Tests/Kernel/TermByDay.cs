using Tongban.Kernel;

namespace Tongban.Tests.Kernel;

/// <summary>A term counted as a person does it, one day after the other: what the quick count must say too.</summary>
internal static class TermByDay
{
    public static DateOnly? DueOn(Term term, WorkCalendar calendar)
    {
        var left = term.Total;
        for (var day = term.StartedOn.AddDays(1); day <= calendar.LastPublishedDay; day = day.AddDays(1))
        {
            var stopped = term.Pauses.Any(pause => pause.Covers(day));
            left -= !stopped && (term.Unit == TermUnit.CalendarDay || calendar.IsWorkday(day)) ? 1 : 0;
            if (left <= 0 && !stopped && calendar.IsWorkday(day))
            {
                return day;
            }
        }

        return null;
    }

    public static TermReading Read(Term term, WorkCalendar calendar, DateOnly today)
    {
        var days = term.Days(calendar, today);
        var due = DueOn(term, calendar);
        var used = days.Count(day => day.State is TermDayState.Used or TermDayState.Today);
        var stopped = days.Count(day => day.State == TermDayState.Stopped && day.Day <= today);
        var remaining = Math.Max(0, term.Total - used);
        var colour = due < today ? TermColour.Red : remaining <= Term.YellowFrom ? TermColour.Yellow : TermColour.Green;
        return new TermReading(due, used, stopped, remaining, days.Count(day => day.State == TermDayState.Overdue), colour, due < today);
    }
}
