namespace Tongban.Appointments;

/// <summary>What a day, or a time of it, is to somebody who wants to book: the same in the month, the row of days, the times and the waiting list.</summary>
public enum DayState
{
    /// <summary>Before today.</summary>
    Past,
    Closed,

    /// <summary>Places of this day are not open for booking yet.</summary>
    NotYet,

    /// <summary>The hall is open, and nothing of what was chosen is offered.</summary>
    None,

    /// <summary>Its times have all begun.</summary>
    Over,

    /// <summary>Nothing is free now, and more opens at a minute that is known.</summary>
    Later,
    Free,
    Few,
    Full,
}
