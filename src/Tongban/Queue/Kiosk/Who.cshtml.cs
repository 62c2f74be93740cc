using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared.Rush;
using Tongban.Shared.Writes;

namespace Tongban.Queue.Kiosk;

/// <summary>Precedence is asked kindly and never proved; the answer is the touch that prints the number.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class WhoModel(KioskNow now, Group<Arrive, Arrived> arrivals, RequestPerson person) : KioskGroupPage(now)
{
    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? (Group.Stop is not null ? Redirect($"/kiosk/{Letter}/stopped") : Page());

    [InGroup]
    public async Task<IActionResult> OnPostAsync(Precedence precedence)
    {
        if (await LoadAsync() is { } elsewhere)
        {
            return elsewhere;
        }

        if (Group.Stop is not null && !await arrivals.WasAnsweredAsync(HttpContext.RequestAborted))
        {
            return Redirect($"/kiosk/{Letter}/stopped");
        }

        var site = await SiteAsync();
        var who = new Arrive(new WalkIn(site.Id, Group.Now.Group.Id, Chosen?.Id, precedence), Booking: null, person.Actor);
        var arrived = (await arrivals.SendAsync(who, HttpContext.RequestAborted)).OrRefuse();
        return Redirect($"/kiosk/ticket/{arrived.Token}");
    }
}
