using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>A booking is checked in by its QR, its code, the ID card or the phone.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class CheckInModel(KioskNow kiosk, BookingFinder finder, Arrival arrival, RequestPerson person) : TongbanPage
{
    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var site = await kiosk.SiteAsync(HttpContext.RequestAborted);
        var booking = await finder.FindAsync(site.Id, Code ?? "", HttpContext.RequestAborted);

        // Whoever was let in at the gate, or scans twice, gets the number they have.
        var visit = await finder.TicketOfAsync(booking, HttpContext.RequestAborted) ?? await arrival.CheckInAsync(booking.Code, person.Actor);
        return Redirect($"/kiosk/ticket/{visit.Token}");
    }
}
