using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Devices;

/// <summary>
/// Where a device starts every day: a paired one goes to its own page (with a new key when that is due), another
/// one shows its code. In development a browser may play a device.
/// </summary>
[AllowAnonymous]
public sealed class StartModel(TongbanDb db, Pairing pairing, DevicePlaces places, HallClock clock, IHostEnvironment environment) : TongbanPage
{
    public DevicePairing? Waiting { get; private set; }

    public bool IsDevelopment => environment.IsDevelopment();

    public IReadOnlyList<PlaceChoice> Places { get; private set; } = [];

    private string? Key => Request.Cookies[DeviceKey.Cookie];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await PairedAsync() is { } device)
        {
            await RenewAsync(device);
            return LocalRedirect(DeviceHome.Of(device));
        }

        await ShowAgainAsync();
        return Page();
    }

    /// <summary>Shows a code; the device keeps its future key from now on.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var key = DeviceKey.New();
        await pairing.AskAsync(key, HttpContext.RequestAborted);
        DeviceKey.Keep(Response, key);
        return LocalRedirect("/device");
    }

    public async Task<IActionResult> OnPostDemoAsync(DeviceKind kind, string? place)
    {
        Refusal.Unless(IsDevelopment, "device.demo-only-in-development");
        var key = DeviceKey.New();
        var chosen = DevicePlaces.Parse(place) ?? throw new Refusal("device.place-unknown");
        var device = await pairing.DemoAsync(key, kind, kind.ToString(), chosen, HttpContext.RequestAborted);
        DeviceKey.Keep(Response, key);
        return LocalRedirect(DeviceHome.Of(device));
    }

    public override async Task ShowAgainAsync()
    {
        Waiting = Key is { } key ? await pairing.WaitingAsync(key, HttpContext.RequestAborted) : null;
        Places = IsDevelopment ? await places.AllAsync(HttpContext.RequestAborted) : [];
    }

    private async Task<Device?> PairedAsync()
    {
        // Without a key there is nothing to look for: a null would match every device that has no former key.
        if (Key is not { } key)
        {
            return null;
        }

        var hash = DeviceKey.Hash(key);
        return await db.Set<Device>().FirstOrDefaultAsync(d => d.RevokedAt == null && (d.KeyHash == hash || d.FormerKeyHash == hash), HttpContext.RequestAborted);
    }

    private async Task RenewAsync(Device device)
    {
        await using var transaction = await db.BeginAsync(HttpContext.RequestAborted);
        if (device.FormerKeyHash is not null && device.KeyHash == DeviceKey.Hash(Key!))
        {
            device.ForgetFormerKey(clock.Now);
        }

        var fresh = device.IsDueForNewKey(clock.Now, DeviceKey.RenewAfter) ? DeviceKey.New() : null;
        if (fresh is not null)
        {
            device.Renew(DeviceKey.Hash(fresh), clock.Now);
        }

        await db.SaveChangesAsync(HttpContext.RequestAborted);
        await transaction.CommitAsync(HttpContext.RequestAborted);
        if (fresh is not null)
        {
            DeviceKey.Keep(Response, fresh);
        }
    }
}
