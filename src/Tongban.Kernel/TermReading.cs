namespace Tongban.Kernel;

/// <summary>What a term counts. Stored by name.</summary>
public enum TermUnit
{
    /// <summary>Legal working days (行政许可法 Art. 82).</summary>
    Workday,

    /// <summary>All days; a last day that is no working day gives way to the next one (民法典 Art. 203).</summary>
    CalendarDay,
}

/// <summary>Green, yellow when the end is near, red when it has passed (电子监察: 预警, 黄牌, 红牌).</summary>
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
/// <param name="Colour">Of the days counted so far.</param>
public sealed record TermReading(DateOnly? DueOn, int Used, int Stopped, int Remaining, int OverdueBy, TermColour Colour)
{
    public bool IsOverdue => Colour == TermColour.Red;
}
