namespace Tongban.Appointments;

/// <summary>What the centre decides about booking: <c>Tongban:Booking</c> in the configuration.</summary>
public sealed class BookingPolicy
{
    /// <summary>Open days on which the public may book, today included while it lasts.</summary>
    public int DaysAhead { get; set; } = 5;

    /// <summary>Bookings of one person and day; several matters go into one booking.</summary>
    public int PerIdAndDay { get; set; } = 1;

    /// <summary>Bookings confirmed by one phone and day: children book for their parents.</summary>
    public int PerPhoneAndDay { get; set; } = 3;

    public int MostMatters { get; set; } = 5;

    /// <summary>After so many missed bookings …</summary>
    public int MissedBeforePause { get; set; } = 3;

    /// <summary>… within so many days …</summary>
    public int MissedWithinDays { get; set; } = 90;

    /// <summary>… nobody may book online for so many days after the last. A number on the spot is always given.</summary>
    public int PauseDays { get; set; } = 30;
}
