using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>
/// A booking is checked in by its QR, its code, the ID card or the phone. A slip that is scanned again shows where it
/// stands, and puts its holder back in line who comes from the copier or has missed the call.
/// </summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class CheckInModel(KioskNow kiosk, BookingFinder finder, Arrival arrival, Returning returning, RequestPerson person) : TongbanPage
{
    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var site = await kiosk.SiteAsync(HttpContext.RequestAborted);
        if (await finder.SlipAsync(site.Id, Code ?? "", HttpContext.RequestAborted) is { } slip)
        {
            return Redirect($"/kiosk/ticket/{(slip.Current is { IsAway: true } ? await returning.ReturnAsync(slip, person.Actor) : slip).Token}");
        }

        var booking = await finder.FindAsync(site.Id, Code ?? "", HttpContext.RequestAborted);

        // Whoever was let in at the gate, or scans twice, gets the number they have.
        var visit = await finder.TicketOfAsync(booking, HttpContext.RequestAborted) ?? await arrival.CheckInAsync(booking.Code, person.Actor);
        return Redirect($"/kiosk/ticket/{visit.Token}");
    }
}
