namespace Tongban.Kernel;

/// <summary>What a term counts. Stored by name.</summary>
public enum TermUnit
{
    /// <summary>Legal working days (行政许可法 Art. 82).</summary>
    Workday,

    /// <summary>All days; a last day that is no working day gives way to the next one (民法典 Art. 203).</summary>
    CalendarDay,
}

/// <summary>Green, yellow when the end is near, red when it has passed or as near as a centre says (电子监察: 预警, 黄牌, 红牌).</summary>
public enum TermColour
{
    Green,
    Yellow,
    Red,
}

/// <summary>What one box of a term's strip says.</summary>
public enum TermDayState
{
    /// <summary>Counted, and over.</summary>
    Used,

    /// <summary>Inside a pause.</summary>
    Stopped,

    /// <summary>Still to come.</summary>
    Left,

    /// <summary>Counted, and today.</summary>
    Today,

    /// <summary>After the due day, through today.</summary>
    Overdue,
}

/// <summary>One box of a term's strip; days of rest have no box.</summary>
public readonly record struct TermDay(DateOnly Day, TermDayState State);

/// <summary>A term on one day. All counts are in the term's unit.</summary>
/// <param name="DueOn">The last day; null while paused, or while its year is not published.</param>
/// <param name="Used">Days counted so far, today included.</param>
/// <param name="Stopped">Days not counted so far because of a pause.</param>
/// <param name="Remaining">Days after today that are left; 0 on the last day and after it.</param>
/// <param name="OverdueBy">Days past the due day, today included; 0 in time.</param>
/// <param name="Colour">Of the days counted so far, by a centre's thresholds.</param>
/// <param name="IsOverdue">The due day has passed, whatever the colours mean here.</param>
public sealed record TermReading(DateOnly? DueOn, int Used, int Stopped, int Remaining, int OverdueBy, TermColour Colour, bool IsOverdue)
{
    /// <summary>Days left; negative when late.</summary>
    public int Left => OverdueBy > 0 ? -OverdueBy : Remaining;
}

/// <summary>
/// From how many days left a term is yellow, and from how many red: a centre's settings, in the term's unit. No norm
/// sets them; what has passed is red in any case.
/// </summary>
/// <param name="Yellow">Yellow with so many days left, or fewer.</param>
/// <param name="Red">Red with so many days left, or fewer; <see cref="OnlyWhenLate"/>: not before the term has passed.</param>
public sealed record TermThresholds(int Yellow, int Red)
{
    public const int OnlyWhenLate = -1;

    public static TermThresholds Usual { get; } = new(Term.YellowFrom, OnlyWhenLate);

    public TermColour ColourOf(bool overdue, int remaining) =>
        overdue || remaining <= Red ? TermColour.Red : remaining <= Yellow ? TermColour.Yellow : TermColour.Green;
}
