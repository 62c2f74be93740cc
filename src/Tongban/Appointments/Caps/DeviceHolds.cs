using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Appointments.Allotting;
using Tongban.Citizens;
using Tongban.Kernel;

namespace Tongban.Appointments.Caps;

/// <summary>
/// How many places a browser keeps at this moment. A hold ends at its instant without anybody's doing, so they are counted
/// and not added up; of two nodes that count for one browser the second waits for the first one's commit.
/// </summary>
public sealed class DeviceHolds(TongbanDb db, HallClock clock, Allowances allowances, IOptions<BookingPolicy> policy)
{
    private const string Kind = "booking.device-holds";

    /// <summary>Locks the devices of a batch, before any other row, and counts what they keep.</summary>
    public async Task<HeldByDevice> LockAsync(IReadOnlyList<Hold> holds, CancellationToken stop)
    {
        var devices = holds.Select(hold => hold.Device).OfType<string>().Distinct().ToList();
        await allowances.LockAsync(Kind, devices, clock.Today, stop);
        return new(devices.Count == 0 ? [] : await CountAsync(devices, stop), policy.Value.HoldsPerDevice);
    }

    private Task<Dictionary<string, int>> CountAsync(IReadOnlyList<string> devices, CancellationToken stop)
    {
        var now = clock.Now;
        return db.Set<Appointment>()
            .Where(a => a.DeviceHash != null && devices.Contains(a.DeviceHash) && a.HoldUntilAt > now && a.Status == AppointmentStatus.Held)
            .GroupBy(a => a.DeviceHash!)
            .Select(device => new { device.Key, Count = device.Count() })
            .ToDictionaryAsync(device => device.Key, device => device.Count, stop);
    }
}

/// <summary>What each device keeps, while a batch goes on.</summary>
public sealed class HeldByDevice(IReadOnlyDictionary<string, int> held, int most)
{
    private readonly Dictionary<string, int> counts = new(held);

    public int Most => most;

    /// <summary>Whether it may keep one more, or one instead of another that it keeps.</summary>
    public bool HasRoom(string? device, string? insteadOfOneOf) => device is null || counts.GetValueOrDefault(device) - (device == insteadOfOneOf ? 1 : 0) < most;

    public void Made(string? device) => Add(device, 1);

    public void GivenUp(string? device) => Add(device, -1);

    private void Add(string? device, int by)
    {
        if (device is not null)
        {
            counts[device] = counts.GetValueOrDefault(device) + by;
        }
    }
}
