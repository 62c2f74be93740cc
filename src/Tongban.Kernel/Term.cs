namespace Tongban.Kernel;

/// <summary>
/// A legal clock: the one way to count a duty's days, for a case, a rectification or a complaint alike. It never
/// changes: each move gives the next term, and its parts are plain columns to store.
/// </summary>
/// <remarks>
/// The day of the event is not counted; day 1 is the next working day (行政许可法, 民法典 Art. 201). Days inside a pause
/// do not count (行政许可法 Art. 45). It is extended once at most (Art. 42). Starting needs no calendar; only stating a
/// date does. Refusals: <c>term.already-extended</c>, <c>term.already-paused</c>, <c>term.not-paused</c>,
/// <c>term.out-of-order</c> (a move dated before the one it follows).
/// </remarks>
public sealed class Term
{
    /// <summary>Yellow from this many days before the end unless a centre sets another: habit, no norm.</summary>
    public const int YellowFrom = 2;

    public Term(DateOnly startedOn, int length, TermUnit unit = TermUnit.Workday, int? extendedBy = null, IEnumerable<TermPause>? pauses = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(extendedBy ?? 1, nameof(extendedBy));
        (StartedOn, Length, Unit, ExtendedBy, Pauses) = (startedOn, length, unit, extendedBy, [.. pauses ?? []]);
        Stops = TermStop.Of(Pauses);
    }

    /// <summary>The day of the event: the acceptance, the bad rating. Not counted.</summary>
    public DateOnly StartedOn { get; }

    /// <summary>Days allowed at first, at least 1.</summary>
    public int Length { get; }

    public TermUnit Unit { get; }

    /// <summary>Days added by the one extension; null without one.</summary>
    public int? ExtendedBy { get; }

    /// <summary>In order; only the last may be open.</summary>
    public IReadOnlyList<TermPause> Pauses { get; }

    /// <summary>Days allowed, the extension included.</summary>
    public int Total => Length + (ExtendedBy ?? 0);

    public bool IsPaused => Pauses is [.., { IsOpen: true }];

    // The first day that a next move may bear.
    private DateOnly LastMoveOn => Pauses is [.., var last] ? last.Until ?? last.From : StartedOn;

    public Term Extend(int days)
    {
        Refusal.Unless(ExtendedBy is null, "term.already-extended");

        return new Term(StartedOn, Length, Unit, days, Pauses);
    }

    /// <summary>Stops the clock; <paramref name="from"/> is the first day that does not count.</summary>
    public Term Pause(DateOnly from, string kind)
    {
        Refusal.Unless(!IsPaused, "term.already-paused");
        Refusal.Unless(from >= LastMoveOn, "term.out-of-order");

        return new Term(StartedOn, Length, Unit, ExtendedBy, [.. Pauses, new TermPause(from, null, kind)]);
    }

    /// <summary>Lets the clock run again; <paramref name="on"/> counts.</summary>
    public Term Resume(DateOnly on)
    {
        Refusal.Unless(IsPaused, "term.not-paused");
        Refusal.Unless(on >= LastMoveOn, "term.out-of-order");

        return new Term(StartedOn, Length, Unit, ExtendedBy, [.. Pauses.SkipLast(1), Pauses[^1] with { Until = on }]);
    }

    /// <summary>The last day of the term; null while it is paused, or when its year is not published yet.</summary>
    public DateOnly? DueOn(WorkCalendar calendar) => TermDays.DueOn(this, calendar);

    public bool IsOverdue(WorkCalendar calendar, DateOnly today) => DueOn(calendar) < today;

    /// <summary>Days that do not count, in order and apart from each other: however its pauses were written down.</summary>
    internal IReadOnlyList<TermStop> Stops { get; }

    internal bool HasBox(DateOnly day, WorkCalendar calendar) => Unit == TermUnit.CalendarDay || calendar.IsWorkday(day);

    internal bool IsStopped(DateOnly day) => Pauses.Any(pause => pause.Covers(day));
}
