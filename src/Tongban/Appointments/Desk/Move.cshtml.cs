using Microsoft.AspNetCore.Mvc;
using Tongban.Appointments.Online;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Desk;

/// <summary>
/// Staff move a booking for somebody at the desk or on the phone: one step, the same code. Its address is the booking's
/// own, which only a look-up or the list of closed days tells.
/// </summary>
[Needs(Permission.HelpWithBookings)]
public sealed class MoveModel(BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public BookingFacts Facts { get; private set; } = null!;

    public TimesView Times { get; private set; } = null!;

    public string Back => $"/staff/bookings?by={LookupBy.Code}&key={Facts.Booking.Code}";

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        Facts = facts;
        Refusal.Unless(facts.Booking.IsChangeable(clock.Now), "appointment.not-booked");
        await ShowAgainAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await booking.ByTokenAsync(Token, stop) is not { } mine)
        {
            return NotFound();
        }

        Refusal.Unless(Slot is not null, "appointment.no-time-chosen");
        await notes.MovedAsync(await booking.MoveAsync(mine.Id, Slot!.Value, staff.Actor, stop));
        return LocalRedirect($"/staff/bookings?by={LookupBy.Code}&key={mine.Code}");
    }

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        Facts = facts;
        Times = await times.OfAsync(Facts, Day, Slot, day => $"/staff/bookings/{Token}/move?day={day:yyyy-MM-dd}", default);
    }
}
