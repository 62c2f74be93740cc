using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;

namespace Tongban.Queue.Kiosk;

/// <summary>No number now: why, when again, and tomorrow's places.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class StoppedModel(KioskNow kiosk) : KioskGroupPage(kiosk)
{
    public string BookingAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/book";

    public async Task<IActionResult> OnGetAsync() => await LoadAsync() ?? (Group.Stop is null ? Redirect($"/kiosk/{Letter}") : Page());
}
