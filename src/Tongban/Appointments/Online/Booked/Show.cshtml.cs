using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Closing;
using Tongban.Catalogue;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Queue;
using Tongban.Shared;

namespace Tongban.Appointments.Online.Booked;

/// <summary>A booking: its code, what to bring, the calendar file, the way to change or cancel it.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class ShowModel(TongbanDb db, BookingReader reader, Booking booking, BookingNotes notes, BookingQr qr, GuideAnswers answers, CurrentCitizen citizen, PersonalData personal, PersonLimits limits, Conflicts conflicts, HallClock clock) : TongbanPage
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public BookingFacts Facts { get; private set; } = null!;

    public string QrText => qr.TextFor(Facts.Booking.Code);

    /// <summary>The number that came of it at the gate or the kiosk; the phone follows it from here.</summary>
    public (string Number, string Token, bool IsOver)? Ticket { get; private set; }

    /// <summary>After too many missed bookings: until when the person may not book online.</summary>
    public Pause? Paused { get; private set; }

    /// <summary>The hall changed its hours, and this time is not in them any more.</summary>
    public bool IsOutside { get; private set; }

    /// <summary>It ended because the hall was closed at its time.</summary>
    public bool IsEndedByHall { get; private set; }

    public bool IsChangeable => Facts.Booking.IsChangeable(clock.Now);

    public string? Phone => Facts.Booking.Phone is { } phone ? Masking.Phone(personal.Open(phone)) : null;

    /// <summary>By what the guide was told; what everybody brings where it was told nothing.</summary>
    public IReadOnlyList<Material> Bring => [.. Facts.Items.SelectMany(item => answers.For(item).Brought).DistinctBy(material => material.NameZh)];

    /// <summary>Items whose list is complete because the guide was told everything.</summary>
    public IReadOnlyList<BookableItem> Answered => [.. Depending.Where(item => answers.For(item).AreComplete)];

    /// <summary>Items whose materials depend on answers that are not given yet.</summary>
    public IReadOnlyList<BookableItem> WithQuestions => [.. Depending.Except(Answered)];

    private IEnumerable<BookableItem> Depending => Facts.Items.Where(item => item.Content.Materials.Any(material => material is { IsBrought: true, AppliesWhen.Count: > 0 }));

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        if (await reader.ByTokenAsync(Token, stop) is not { } facts)
        {
            return NotFound();
        }

        Facts = facts;
        Ticket = await TicketAsync(stop);
        IsOutside = await conflicts.IsOutsideAsync(facts.Booking, stop);
        IsEndedByHall = facts.Booking.Status == AppointmentStatus.Cancelled && await db.Facts.AnyAsync(fact => fact.SubjectId == facts.Booking.Id && fact.What == Appointment.ClosedThen, stop);
        Paused = facts.Booking.Status == AppointmentStatus.Missed ? await limits.PauseOfAsync(facts.Booking.IdHash, stop) : null;
        return facts.Booking.Status is AppointmentStatus.Held or AppointmentStatus.Expired ? LocalRedirect($"/book/hold/{Token}{answers.Query}") : Page();
    }

    public async Task<IActionResult> OnPostCancelAsync(CancellationToken stop)
    {
        if (await booking.ByTokenAsync(Token, stop) is not { } mine)
        {
            return NotFound();
        }

        await booking.CancelAsync(mine.Id, citizen.Actor, stop);
        await notes.CancelledAsync(mine);
        return LocalRedirect($"/bookings/{Token}{answers.Query}");
    }

    private async Task<(string Number, string Token, bool IsOver)?> TicketAsync(CancellationToken stop) =>
        await db.Set<Visit>().AsNoTracking().SingleOrDefaultAsync(visit => visit.AppointmentId == Facts.Booking.Id, stop) is { } visit ? (visit.Number, visit.Token, visit.Status != VisitStatus.InHall) : null;

    public override async Task ShowAgainAsync()
    {
        var facts = await reader.ByTokenAsync(Token, default);
        MustBeThere(facts is not null);
        Facts = facts;
    }
}
