using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>A case's clock as pages show it: the promised term, or the statutory one where nothing is promised.</summary>
public sealed record ClockView(Term Term, bool IsPromise, TermReading Reading, IReadOnlyList<TermDay> Days, DateOnly? StatutoryDueOn, bool IsPaused)
{
    /// <summary>Null before acceptance, and where neither law nor promise sets a term.</summary>
    public static ClockView? Of(Case of, WorkCalendar calendar, DateOnly today, ClockRules? rules = null)
    {
        if ((of.Promised ?? of.Statutory) is not { } term)
        {
            return null;
        }

        // A closed case's clock stands where it was decided.
        var on = of.DecidedOn ?? today;
        return new ClockView(term, of.Promised is not null, term.Read(calendar, on, rules?.For(term.Total)), term.Days(calendar, on), of.Statutory?.DueOn(calendar), of.IsPaused);
    }

    /// <summary>Working days left; negative when late.</summary>
    public int Left => Reading.Left;
}
