using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Appointments.Online.Booked;

/// <summary>Another time for a booking: the old place is kept until the new one is taken. Whoever has its token may.</summary>
public abstract class MovePage(BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public Guid? Slot { get; set; }

    public BookingFacts Facts { get; private set; } = null!;

    public TimesView Times { get; private set; } = null!;

    public string Back => BackTo(Facts.Booking);

    /// <summary>Who moves it.</summary>
    protected abstract Actor By { get; }

    /// <summary>This page's own address.</summary>
    protected abstract string Here { get; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        if (!facts.Booking.IsChangeable(clock.Now))
        {
            return TooLate(facts.Booking);
        }

        if (await LineAsync(facts.Site, stop) is { } line)
        {
            return line;
        }

        await ShowAsync(facts, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (await booking.ByTokenAsync(Token, stop) is not { } mine)
        {
            return NotFound();
        }

        if (!await MayChooseAsync(mine, stop))
        {
            return LocalRedirect(Here);
        }

        Refusal.Unless(Slot is not null, "appointment.no-time-chosen");
        await notes.MovedAsync(await booking.MoveAsync(mine.Id, Slot!.Value, By, stop, await OverbookAsync()));
        return LocalRedirect(BackTo(mine));
    }

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        await ShowAsync(facts, default);
    }

    /// <summary>Where to stand in line before a time is chosen; null: go on.</summary>
    protected virtual Task<IActionResult?> LineAsync(Site site, CancellationToken stop) => Task.FromResult<IActionResult?>(null);

    /// <summary>Whether it is one's turn to choose.</summary>
    protected virtual Task<bool> MayChooseAsync(Appointment mine, CancellationToken stop) => Task.FromResult(true);

    /// <summary>Why it may go on top of a full time; null for those who may not decide that.</summary>
    protected virtual Task<string?> OverbookAsync() => Task.FromResult<string?>(null);

    /// <summary>Whether full times may be chosen.</summary>
    protected virtual Task<bool> MayOverbookAsync() => Task.FromResult(false);

    /// <summary>The page that shows the booking.</summary>
    protected abstract string BackTo(Appointment booking);

    /// <summary>The booking cannot be moved any more.</summary>
    protected abstract IActionResult TooLate(Appointment booking);

    private async Task ShowAsync(BookingFacts facts, CancellationToken stop)
    {
        Facts = facts;
        Times = await times.OfAsync(facts, Day, Slot, day => QueryHelpers.AddQueryString(Here, "day", $"{day:yyyy-MM-dd}"), stop) with { MayOverbook = await MayOverbookAsync() };
    }
}
