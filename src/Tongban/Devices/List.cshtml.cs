using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Devices;

/// <summary>The centre's devices: pair one by its code, ask for a new key, revoke.</summary>
[Needs(Permission.Administer)]
public sealed class ListModel(TongbanDb db, Pairing pairing, DevicePlaces places, CurrentStaff staff, HallClock clock) : TongbanPage
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public DeviceKind Kind { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    public IReadOnlyList<PlaceChoice> Places { get; private set; } = [];

    public Task OnGetAsync() => ShowAgainAsync();

    public async Task<IActionResult> OnPostPairAsync()
    {
        var code = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var place = DevicePlaces.Parse(Place) ?? throw new Refusal("device.place-unknown");
        Refusal.Unless(Name?.Trim() is { Length: > 0 and <= Device.MaxName }, "device.needs-name", Device.MaxName);
        await pairing.BindAsync(code, Kind, Name!, place, staff.Actor, HttpContext.RequestAborted);
        return LocalRedirect("/staff/devices");
    }

    public Task<IActionResult> OnPostRenewAsync(Guid id) => ChangeAsync(id, device => device.AskForNewKey(clock.Now, staff.Actor));

    public Task<IActionResult> OnPostRevokeAsync(Guid id) => ChangeAsync(id, device => device.Revoke(clock.Now, staff.Actor));

    public override async Task ShowAgainAsync()
    {
        Devices = await db.Set<Device>().AsNoTracking().OrderBy(d => d.RevokedAt != null).ThenBy(d => d.Kind).ThenBy(d => d.Name).ToListAsync();
        Places = await places.AllAsync(HttpContext.RequestAborted);
    }

    /// <summary>The name of the place where a device stands.</summary>
    public PlaceChoice? PlaceOf(Device device) => Places.FirstOrDefault(place => place.Value == DevicePlaces.Value(device.Place));

    /// <summary>Not seen for ten minutes: switched off, or without network.</summary>
    public bool IsSilent(Device device) => clock.Now - SeenAt(device) > TimeSpan.FromMinutes(10);

    /// <summary>A device that was paired a moment ago showed its code then; when it was seen since is written down each minute.</summary>
    public static DateTime SeenAt(Device device) => device.LastSeenAt ?? device.PairedAt;

    private async Task<IActionResult> ChangeAsync(Guid id, Action<Device> change)
    {
        change(await db.Set<Device>().SingleOrDefaultAsync(d => d.Id == id) ?? throw new Refusal("device.unknown"));
        await db.SaveChangesAsync();
        return LocalRedirect("/staff/devices");
    }
}
