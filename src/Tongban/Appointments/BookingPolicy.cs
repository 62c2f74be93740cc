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

    /// <summary>A place that somebody gave up is not offered to the public again at once: so many minutes …</summary>
    public int CoolDownMinutes { get; set; } = 5;

    /// <summary>… and up to so many more, drawn by lot, so that no script can wait for it.</summary>
    public int CoolDownSpreadMinutes { get; set; } = 5;

    /// <summary>A place that starts within so many minutes is free at once, so that none is wasted; unless somebody waits for it.</summary>
    public int NoCoolDownWithinMinutes { get; set; } = 60;

    /// <summary>Entries of the waiting list that one phone may make a day.</summary>
    public int WaitingPerPhoneAndDay { get; set; } = 3;

    /// <summary>How long an offer from the waiting list lasts, counted while messages are sent.</summary>
    public int OfferMinutes { get; set; } = 30;

    /// <summary>An offer ends so long before the place begins: one has to get there.</summary>
    public int OfferBeforeStartMinutes { get; set; } = 15;

    /// <summary>Shorter than this nobody is offered anything.</summary>
    public int ShortestOfferMinutes { get; set; } = 5;

    /// <summary>Offers of one entry that may pass unused; after the last the entry ends.</summary>
    public int MostOffers { get; set; } = 2;

    /// <summary>Messages that nobody waits for at night are sent from …</summary>
    public TimeOnly MessagesFrom { get; set; } = new(8, 0);

    /// <summary>… until.</summary>
    public TimeOnly MessagesUntil { get; set; } = new(21, 0);

    /// <summary>Bookings that staff may put on top of a slot that is full for them too.</summary>
    public int OverbookedPerSlot { get; set; } = 2;
}
