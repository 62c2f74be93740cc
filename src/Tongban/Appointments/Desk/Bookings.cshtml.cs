using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Online;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Appointments.Desk;

/// <summary>Staff find the bookings of a person at the desk, and release one that somebody else made in that name.</summary>
[Needs(Permission.HelpWithBookings)]
public sealed class BookingsModel(BookingLookup lookup, Booking booking, BookingNotes notes, CurrentStaff staff, PersonalData personal, PersonLimits limits, TongbanDb db, HallClock clock) : TongbanPage
{
    [BindProperty]
    public string? Typed { get; set; }

    [BindProperty(SupportsGet = true)]
    public LookupBy? By { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<BookingFacts> Found { get; private set; } = [];

    /// <summary>Missed bookings of late; those that were forgiven do not count and say so.</summary>
    public IReadOnlyList<BookingFacts> Missed { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> ForgivenBy { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The booking whose reason was refused keeps what was typed.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    /// <summary>Why and until when the person may not book online.</summary>
    public Pause? Paused { get; private set; }

    public bool HasLooked => By is not null && Key is not null;

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var (by, key) = await lookup.ReadAsync(Typed, stop);
        await lookup.NoteAsync(by, staff.Actor, stop);
        return LocalRedirect($"/staff/bookings?by={by}&key={key}");
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken stop)
    {
        // Only what the look-up shows may be released: the person's own document or code was at hand.
        await LoadAsync(stop);
        var found = Found.SingleOrDefault(one => one.Booking.Id == id) ?? throw new Refusal("appointment.unknown");
        await booking.ReleaseAsync(found.Booking.Id, Reason ?? "", staff.Actor, stop);
        await notes.CancelledAsync(found.Booking);
        return LocalRedirect($"/staff/bookings?by={By}&key={Key}");
    }

    public async Task<IActionResult> OnPostForgiveAsync(Guid id, CancellationToken stop)
    {
        Refusal.Unless(await MayForgiveAsync(), "appointment.may-not-forgive");
        await LoadAsync(stop);
        var found = Missed.SingleOrDefault(one => one.Booking.Id == id) ?? throw new Refusal("appointment.nothing-to-forgive");
        var missed = await db.Set<Appointment>().SingleAsync(a => a.Id == found.Booking.Id, stop);
        missed.Forgive(Reason ?? "", clock.Now, staff.Actor);
        await db.SaveChangesAsync(stop);
        return LocalRedirect($"/staff/bookings?by={By}&key={Key}");
    }

    public Task<bool> MayForgiveAsync() => staff.MayAsync(Permission.ForgiveMissed);

    public override Task ShowAgainAsync() => LoadAsync(default);

    public Task<bool> MaySetPlacesAsync() => staff.MayAsync(Permission.ManageHall);

    public string? TypedFor(BookingFacts one) => one.Booking.Id == Id ? Reason : null;

    public bool IsReleasable(BookingFacts one) => one.Booking.IsChangeable(clock.Now);

    public string Masked(Sealed? sealedText, Func<string, string> mask) => sealedText is null ? "" : mask(personal.Open(sealedText));

    private async Task LoadAsync(CancellationToken stop)
    {
        if (By is { } by && Key is { Length: <= 64 } key)
        {
            Found = await lookup.FindAsync(by, key, stop);
            Missed = await lookup.MissedAsync(by, key, stop);
            ForgivenBy = await lookup.ForgivenByAsync(Missed, stop);
            Paused = await limits.PauseOfAsync(Missed.FirstOrDefault()?.Booking.IdHash, stop);
        }
    }
}
