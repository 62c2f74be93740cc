using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Ratings.Terminal;

/// <summary>At a self-service terminal: the service of a ticket, by the number and the code on it.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class TerminalFindModel(RatableServices services) : TongbanPage
{
    [BindProperty]
    public string? Slip { get; set; }

    public async Task<IActionResult> OnPostAsync() => RedirectToPage("/Ratings/Terminal/TerminalRate", new { (await services.BySlipAsync(Slip ?? "")).Token });
}
