using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Devices;

/// <summary>Brings devices in and out: a code on the device, bound by an administrator to a kind and a place.</summary>
public sealed class Pairing(TongbanDb db, HallClock clock)
{
    /// <summary>So many devices may wait at once; strangers who press the button fill no table.</summary>
    public const int MostWaiting = 50;

    /// <summary>Gives a code to a device that will hold <paramref name="key"/>.</summary>
    public async Task<DevicePairing> AskAsync(string key, CancellationToken stop = default)
    {
        var now = clock.Now;
        await db.Set<DevicePairing>().Where(p => p.ExpiresAt <= now).ExecuteDeleteAsync(stop);
        var taken = await db.Set<DevicePairing>().Select(p => p.Code).ToListAsync(stop);
        Refusal.Unless(taken.Count < MostWaiting, "device.too-many-waiting");
        var pairing = new DevicePairing(db.CentreId, NewCode(taken), DeviceKey.Hash(key), now);
        db.Add(pairing);
        await db.SaveChangesAsync(stop);
        return pairing;
    }

    /// <summary>The code that a device with this key shows, while it waits.</summary>
    public Task<DevicePairing?> WaitingAsync(string key, CancellationToken stop = default)
    {
        var (hash, now) = (DeviceKey.Hash(key), clock.Now);
        return db.Set<DevicePairing>().AsNoTracking().SingleOrDefaultAsync(p => p.KeyHash == hash && p.ExpiresAt > now, stop);
    }

    /// <summary>Binds the device that shows this code.</summary>
    /// <remarks>Refusals: <c>device.code-unknown</c>, <c>device.needs-window</c>, <c>device.place-unknown</c>.</remarks>
    public async Task<Device> BindAsync(string code, DeviceKind kind, string name, DevicePlace place, Actor by, CancellationToken stop = default)
    {
        var now = clock.Now;
        var pairing = await db.Set<DevicePairing>().SingleOrDefaultAsync(p => p.Code == code && p.ExpiresAt > now, stop)
            ?? throw new Refusal("device.code-unknown");
        var device = await AddAsync(kind, name, place, pairing.KeyHash, isDemo: false, by, stop);
        db.Remove(pairing);
        await db.SaveChangesAsync(stop);
        return device;
    }

    /// <summary>A browser plays a device; only in development.</summary>
    public async Task<Device> DemoAsync(string key, DeviceKind kind, string name, DevicePlace place, CancellationToken stop = default)
    {
        var device = await AddAsync(kind, name, place, DeviceKey.Hash(key), isDemo: true, Actor.System, stop);
        await db.SaveChangesAsync(stop);
        return device;
    }

    private async Task<Device> AddAsync(DeviceKind kind, string name, DevicePlace place, string keyHash, bool isDemo, Actor by, CancellationToken stop)
    {
        var whole = await WholeAsync(place, stop);
        var device = new Device(db.CentreId, kind, name.Trim(), whole, keyHash, isDemo, clock.Now, by);
        db.Add(device);
        return device;
    }

    // A window stands in its own zone, whatever was chosen.
    private async Task<DevicePlace> WholeAsync(DevicePlace place, CancellationToken stop)
    {
        if (place.WindowId is { } windowId)
        {
            var window = await db.Set<Window>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == windowId, stop) ?? throw new Refusal("device.place-unknown");
            return new DevicePlace(window.SiteId, window.ZoneId, window.Id);
        }

        var known = await db.Set<Site>().AnyAsync(s => s.Id == place.SiteId, stop)
            && (place.ZoneId is not { } zoneId || await db.Set<Zone>().AnyAsync(z => z.Id == zoneId && z.SiteId == place.SiteId, stop));
        Refusal.Unless(known, "device.place-unknown");
        return place;
    }

    private static string NewCode(List<string> taken)
    {
        var code = Codes.Digits();
        return taken.Contains(code) ? NewCode(taken) : code;
    }
}
