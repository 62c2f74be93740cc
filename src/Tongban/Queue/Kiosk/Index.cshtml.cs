using Tongban.Devices;
using Tongban.Halls;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Queue.Kiosk;

/// <summary>The kiosk at rest: checked in or a number, one touch each.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class IndexModel(KioskNow kiosk) : TongbanPage
{
    public IReadOnlyList<KioskGroup> Groups { get; private set; } = [];

    public IReadOnlyList<HallMessage> Messages { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Groups = await kiosk.GroupsAsync(HttpContext.RequestAborted);
        Messages = await kiosk.MessagesAsync(HttpContext.RequestAborted);
    }
}
