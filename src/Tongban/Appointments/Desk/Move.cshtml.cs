using Microsoft.AspNetCore.Mvc;
using Tongban.Appointments.Online;
using Tongban.Appointments.Online.Booked;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Appointments.Desk;

/// <summary>
/// Staff move a booking for somebody at the desk or on the phone: one step, the same code. Its address is the booking's
/// own, which only a look-up or the list of closed days tells.
/// </summary>
[Needs(Permission.HelpWithBookings)]
public sealed class MoveModel(BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, CurrentStaff staff, HallClock clock)
    : MovePage(reader, times, booking, notes, clock)
{
    [BindProperty]
    public string? OverbookReason { get; set; }

    protected override Actor By => staff.Actor;

    protected override string Here => $"/staff/bookings/{Token}/move";

    protected override string BackTo(Appointment booking) => $"/staff/bookings?by={LookupBy.Code}&key={booking.Code}";

    protected override Task<bool> MayOverbookAsync() => staff.MayAsync(Permission.Overbook);

    // Empty, it asks for the reason where the time is full; where it has a place no reason is looked at.
    protected override async Task<string?> OverbookAsync() => await MayOverbookAsync() ? OverbookReason ?? "" : null;

    protected override IActionResult TooLate(Appointment booking) => throw new Refusal("appointment.not-booked");
}
