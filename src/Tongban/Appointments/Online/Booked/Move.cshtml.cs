using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.WaitingRoom;
using Tongban.Citizens;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Online.Booked;

/// <summary>Citizens move their own, in the line in which all stand who choose a time; one that cannot be moved any more is shown as it is.</summary>
[AllowAnonymous]
[EnableRateLimiting(PublicWrites.Policy)]
public sealed class MoveModel(TongbanDb db, BookingReader reader, MovableTimes times, Booking booking, BookingNotes notes, Entering entering, GuideAnswers answers, CurrentCitizen citizen, HallClock clock)
    : MovePage(reader, times, booking, notes, clock)
{
    protected override Actor By => citizen.Actor;

    protected override string Here => $"/bookings/{Token}/move{answers.Query}";

    protected override async Task<IActionResult?> LineAsync(Site site, CancellationToken stop) =>
        await entering.KeptOutAsync(site, stop) is { } place ? LocalRedirect(WaitingModel.AddressOf(site, Here, place.WasLate)) : null;

    // The page itself joins the line, outside of this write's transaction.
    protected override async Task<bool> MayChooseAsync(Appointment mine, CancellationToken stop) =>
        await entering.IsInAsync(await db.Set<Site>().AsNoTracking().SingleAsync(site => site.Id == mine.SiteId, stop));

    protected override string BackTo(Appointment booking) => $"/bookings/{Token}{answers.Query}";

    protected override IActionResult TooLate(Appointment booking) => LocalRedirect(BackTo(booking));
}
