namespace Tongban.Appointments;

public enum AppointmentStatus
{
    /// <summary>A place is kept for ten minutes while the person confirms.</summary>
    Held,
    Booked,
    CheckedIn,
    Cancelled,

    /// <summary>The hold ran out; the place is free again.</summary>
    Expired,

    /// <summary>Did not come.</summary>
    Missed,
}
