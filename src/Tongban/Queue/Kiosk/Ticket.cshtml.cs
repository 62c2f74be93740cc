using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Queue.Ticket;
using Tongban.Shared;

namespace Tongban.Queue.Kiosk;

/// <summary>The number: on paper, on the screen and as a QR for the phone.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class TicketModel(TicketReading reading, CurrentDevice device) : TongbanPage
{
    public TicketNow Ticket { get; private set; } = null!;

    public string Address => TicketAddress.Of(Request, Ticket.Visit);

    public string? Device => device.Name;

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await reading.FindAsync(token, HttpContext.RequestAborted) is not { } visit)
        {
            return Redirect("/kiosk");
        }

        Ticket = await reading.OfAsync(visit, HttpContext.RequestAborted);
        return Page();
    }
}
