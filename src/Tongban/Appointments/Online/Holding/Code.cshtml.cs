using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Appointments.Online.Holding;

/// <summary>
/// The digits that were sent to the phone. Outside of the page's transaction, because an attempt counts although the
/// page refuses it; pressing twice finds the booking that was made.
/// </summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class CodeModel(
    TongbanDb db, BookingReader reader, Booking booking, Confirming confirming, Group<Book, Confirmed> confirmations, Caller caller, GuideAnswers answers, PersonalData personal, HallClock clock, TimeProvider time) : TongbanPage, IAsksForCode
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string? Digits { get; set; }

    public BookingFacts Facts { get; private set; } = null!;

    public string Phone { get; private set; } = "";

    /// <summary>Whether a code that was sent still works.</summary>
    public bool IsCodeAlive { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        return facts.Booking switch
        {
            { Status: AppointmentStatus.Held, PhoneHash: not null } when facts.Booking.IsOnHold(clock.Now) => await ShownAsync(facts, stop),
            { Status: AppointmentStatus.Held or AppointmentStatus.Expired } => LocalRedirect($"/book/hold/{Token}{answers.Query}"),
            _ => LocalRedirect(Done),
        };
    }

    [InGroup]
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        try
        {
            (await confirmations.SendAsync(new Book(Token, Digits, answers.Query, caller.Facts), stop)).OrRefuse();
        }
        catch (Exception meanwhile) when (meanwhile is Refusal { Code: not "request.key-reused" } or DbUpdateConcurrencyException)
        {
            // The button was pressed twice: what the first press booked is the answer to both.
            if (!await reader.IsBookedAsync(Token, stop))
            {
                throw;
            }
        }

        return LocalRedirect(Done);
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        var held = await booking.ByTokenAsync(Token, stop) ?? throw new Refusal("appointment.unknown");
        Refusal.Unless(held.IsOnHold(clock.Now), "appointment.hold-expired");
        await confirming.SendCodeAsync(held, stop);
        await transaction.CommitAsync(stop);
        return LocalRedirect($"/book/hold/{Token}/code{answers.Query}");
    }

    public override async Task ShowAgainAsync()
    {
        db.ChangeTracker.Clear();
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        await ShownAsync(facts, default);
    }

    string IAsksForCode.Button => "booking.confirm";

    BookingFacts? IAsksForCode.Kept => Facts;

    private string Done => $"/bookings/{Token}{answers.Query}";

    private async Task<IActionResult> ShownAsync(BookingFacts facts, CancellationToken stop)
    {
        Facts = facts;
        Phone = facts.Booking.Phone is { } phone ? Masking.Phone(personal.Open(phone)) : "";
        IsCodeAlive = (await confirming.LastCodeAsync(facts.Booking, stop))?.IsAlive(time.GetUtcNow().UtcDateTime) == true;
        return Page();
    }
}
