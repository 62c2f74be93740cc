using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Appointments.Online;

/// <summary>Another time for a booking: the old place is kept until the new one is taken.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class MoveModel(BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, GuideAnswers answers, CurrentCitizen citizen, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public BookingFacts Facts { get; private set; } = null!;

    public TimesView Times { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        if (!facts.Booking.IsChangeable(clock.Now))
        {
            return LocalRedirect($"/bookings/{Token}{answers.Query}");
        }

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
        await notes.MovedAsync(await booking.MoveAsync(mine.Id, Slot!.Value, citizen.Actor, stop));
        return LocalRedirect($"/bookings/{Token}{answers.Query}");
    }

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        Facts = facts;
        Times = await times.OfAsync(Facts, Day, Slot, day => $"/bookings/{Token}/move{QueryString.Create([KeyValuePair.Create("day", (string?)$"{day:yyyy-MM-dd}"), .. answers.Pairs])}", default);
    }
}
