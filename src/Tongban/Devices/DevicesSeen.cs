using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Devices;

/// <summary>
/// When each device was last here. A wall asks every few seconds; its row is written once a minute at most, by one
/// statement that raises no version and leaves no fact: being alive is not a move.
/// </summary>
public sealed class DevicesSeen(IServiceScopeFactory scopes, HallClock clock, ILogger<DevicesSeen> log) : BackgroundService
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(Guid CentreId, Guid DeviceId), DateTime> unwritten = new();

    public void Note(Device device)
    {
        if (device.LastSeenAt is not { } last || clock.Now - last >= Every)
        {
            unwritten[(device.CentreId, device.Id)] = clock.Now;
        }
    }

    /// <summary>Writes what was noted since the last time.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        foreach (var ((centreId, deviceId), at) in unwritten.ToArray())
        {
            unwritten.TryRemove(new((centreId, deviceId), at));
            await WriteAsync(centreId, deviceId, at, stop);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryToWriteAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The house closes.
        }
    }

    private async Task TryToWriteAsync(CancellationToken stop)
    {
        try
        {
            await WriteAsync(stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogWarning(failure, "Devices that were seen could not be written; they will be at their next sight.");
        }
    }

    private async Task WriteAsync(Guid centreId, Guid deviceId, DateTime at, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentCentre>().Id = centreId;
        var db = scope.ServiceProvider.GetRequiredService<TongbanDb>();
        await using var transaction = await db.BeginAsync(stop);
        // Another node may have seen it later.
        await db.Set<Device>().Where(d => d.Id == deviceId && (d.LastSeenAt == null || d.LastSeenAt < at)).ExecuteUpdateAsync(set => set.SetProperty(d => d.LastSeenAt, at), stop);
        await transaction.CommitAsync(stop);
    }
}
