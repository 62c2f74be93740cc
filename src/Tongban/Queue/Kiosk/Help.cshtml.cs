using Tongban.Devices;
using Tongban.Network;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Queue.Kiosk;

/// <summary>Somebody helps: where they are, and what works without the kiosk.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class HelpModel(KioskNow kiosk) : TongbanPage
{
    public Site Site { get; private set; } = null!;

    public async Task OnGetAsync() => Site = await kiosk.SiteAsync(HttpContext.RequestAborted);
}
