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

    /// <summary>Bookings confirmed in one browser and day: a family's, but not a dealer's.</summary>
    public int PerDeviceAndDay { get; set; } = 5;

    /// <summary>Places that one browser may keep at once without having confirmed them.</summary>
    public int HoldsPerDevice { get; set; } = 2;

    /// <summary>
    /// People a second who may enter booking at a site that has no rate of its own; whoever comes faster is given a place
    /// in line. 0: nobody waits.
    /// </summary>
    public double EntriesPerSecond { get; set; }

    /// <summary>How long somebody whose turn it is may take to choose a time.</summary>
    public int EntryMinutes { get; set; } = 10;

    public int MostMatters { get; set; } = 5;

    /// <summary>After so many missed bookings …</summary>
    public int MissedBeforePause { get; set; } = 3;

    /// <summary>… within so many days …</summary>
    public int MissedWithinDays { get; set; } = 90;

    /// <summary>… nobody may book online for so many days after the last. A number on the spot is always given.</summary>
    public int PauseDays { get; set; } = 30;
}
