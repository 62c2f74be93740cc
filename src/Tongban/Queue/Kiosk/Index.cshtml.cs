using Tongban.Devices;
using Tongban.Halls;
using Tongban.People;
using Tongban.Queue.Forecast;
using Tongban.Shared;

namespace Tongban.Queue.Kiosk;

/// <summary>The kiosk at rest: checked in or a number, one touch each.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class IndexModel(KioskNow kiosk) : TongbanPage
{
    public IReadOnlyList<KioskGroup> Groups { get; private set; } = [];

    public IReadOnlyList<HallMessage> Messages { get; private set; } = [];

    /// <summary>The hall has closed for today: nobody is checked in any more.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>No group gives a number again today: one sentence says it, not a wall of dead buttons.</summary>
    public bool IsOver => IsClosed || (Groups.Count > 0 && Groups.All(group => group.Stop is { Reason: TicketStopReason.ClosedToday }));

    public string BookingAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/book";

    public async Task OnGetAsync()
    {
        IsClosed = await kiosk.IsClosedAsync(HttpContext.RequestAborted);
        Groups = await kiosk.GroupsAsync(HttpContext.RequestAborted);
        Messages = await kiosk.MessagesAsync(HttpContext.RequestAborted);
    }
}
