using Tongban.Appointments;

namespace Tongban.Gate;

/// <summary>Whether a booking opens the gate now, and if not, why: one pure rule.</summary>
public static class BookingAtGate
{
    public const string TooEarly = "booking-too-early";

    /// <summary>Null when nothing stands in the way, otherwise the reason's code.</summary>
    public static string? WhyNot(Appointment booking, Guid siteId, DateOnly today, DateTime now) => booking switch
    {
        { Status: AppointmentStatus.Cancelled } => "booking-cancelled",
        { Status: AppointmentStatus.Held or AppointmentStatus.Expired } => "booking-not-confirmed",
        _ when booking.SiteId != siteId => "booking-elsewhere",
        _ when booking.On < today => "booking-past-day",
        _ when booking.On != today => "booking-other-day",
        { Status: AppointmentStatus.CheckedIn } => null,
        _ when now < booking.StartsAt - Appointment.EarliestCheckIn => TooEarly,
        _ when now > booking.StartsAt + Appointment.LatestCheckIn => "booking-too-late",
        _ => null,
    };
}
