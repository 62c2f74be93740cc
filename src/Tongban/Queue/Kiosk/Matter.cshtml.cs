using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.People;

namespace Tongban.Queue.Kiosk;

/// <summary>What is it about? In everyday words; "something else" is an answer too.</summary>
[NeedsDevice(DeviceKind.Kiosk, Permission.ManageHall)]
public sealed class MatterModel(KioskNow kiosk) : KioskGroupPage(kiosk)
{
    /// <summary>More do not fit at a size that one can touch.</summary>
    public const int Shown = 10;

    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    public IReadOnlyList<EverydayItem> Here => [.. Group.Items.Skip(From).Take(Shown)];

    public int? More => Group.Items.Count > From + Shown ? From + Shown : From > 0 ? 0 : null;

    public async Task<IActionResult> OnGetAsync() =>
        await LoadAsync() ?? (Group.Stop is not null ? Redirect($"/kiosk/{Letter}/stopped") : Group.Items.Count == 0 ? Redirect($"/kiosk/{Letter}/who") : Page());
}
