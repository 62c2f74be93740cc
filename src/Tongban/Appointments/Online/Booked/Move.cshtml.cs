using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Citizens;
using Tongban.Kernel;

namespace Tongban.Appointments.Online.Booked;

/// <summary>Citizens move their own; one that cannot be moved any more is shown as it is.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class MoveModel(BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, CurrentCitizen citizen, HallClock clock)
    : MovePage(reader, times, booking, notes, clock)
{
    protected override Actor By => citizen.Actor;

    protected override string Here => $"/bookings/{Token}/move";

    protected override string BackTo(Appointment booking) => $"/bookings/{Token}";

    protected override IActionResult TooLate(Appointment booking) => LocalRedirect(BackTo(booking));
}
