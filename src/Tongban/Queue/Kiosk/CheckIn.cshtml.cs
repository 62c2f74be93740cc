using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>A booking is checked in by its QR, its code, the ID card or the phone; a slip that is scanned again shows where it stands.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class CheckInModel(KioskNow kiosk, Group<Arrive, Arrived> arrivals, RequestPerson person) : TongbanPage
{
    [BindProperty]
    public string? Code { get; set; }

    [InGroup]
    public async Task<IActionResult> OnPostAsync()
    {
        var shown = new Shown((await kiosk.SiteAsync(HttpContext.RequestAborted)).Id, Code ?? "");
        var arrived = (await arrivals.SendAsync(new Arrive(WalkIn: null, shown, person.Actor), HttpContext.RequestAborted)).OrRefuse();
        return Redirect($"/kiosk/ticket/{arrived.Token}");
    }
}
