using Microsoft.AspNetCore.Mvc;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.People;

namespace Tongban.Queue.Kiosk;

/// <summary>
/// No number now: why, when again, and how many places the next days have. Booked is on one's own phone or with the
/// help desk, never here: names and numbers do not belong on a screen that the next person sees.
/// </summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class StoppedModel(KioskNow kiosk, PlacesBoard board, HallClock clock) : KioskGroupPage(kiosk)
{
    public string BookingAddress => $"{Request.Scheme}://{Request.Host}{Request.PathBase}/book";

    /// <summary>What the centre publishes for this group, from tomorrow on.</summary>
    public IReadOnlyList<BoardCell> Free { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } elsewhere)
        {
            return elsewhere;
        }

        if (Group.Stop is null)
        {
            return Redirect($"/kiosk/{Letter}");
        }

        var places = await board.OfAsync(await SiteAsync(), HttpContext.RequestAborted);
        Free = [.. places.Rows.Where(row => row.Group.Id == Group.Now.Group.Id).SelectMany(row => row.Cells).Where(cell => cell.On > clock.Today)];
        return Page();
    }
}
