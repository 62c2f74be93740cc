using Tongban.Kernel;
using Tongban.Shared.Live;
using Tongban.Windows;

namespace Tongban.Queue;

/// <summary>What happens to a ticket beside the windows: its holder comes back, leaves, is led through the green channel, or out of it.</summary>
public sealed class Returning(TongbanDb db, HallClock clock, LiveNews news, ArmedWindows armed)
{
    /// <summary>Back from fetching something, or late after a missed call: in line again near the front.</summary>
    public async Task<Visit> ReturnAsync(Visit visit, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(visit.On == clock.Today, "ticket.not-of-today", visit.Number);
        Refusal.Unless(visit.Current is not null, "visit.ended");
        await armed.HoldAsync(visit.SiteId, stop);
        visit.Current!.Return(clock.Now, by);
        armed.Look(visit.SiteId);
        return await SaveAsync(visit, stop);
    }

    /// <summary>绿色通道, given by staff: by the usual rule they are called right after bookings at their time.</summary>
    public async Task<Visit> GoGreenAsync(Visit visit, string reason, Actor by, CancellationToken stop = default)
    {
        visit.GoGreen(reason, clock.Now, by);
        return await SaveAsync(visit, stop);
    }

    /// <summary>Who said or was given what does not hold waits like everybody.</summary>
    public async Task<Visit> WithdrawAsync(Visit visit, Actor by, CancellationToken stop = default)
    {
        visit.LosePrecedence(clock.Now, by);
        return await SaveAsync(visit, stop);
    }

    public async Task<Visit> CancelAsync(Visit visit, Actor by, CancellationToken stop = default)
    {
        visit.Cancel(clock.Now, by);
        return await SaveAsync(visit, stop);
    }

    private async Task<Visit> SaveAsync(Visit visit, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        news.Changed(visit.SiteId, visit.Touches);
        return visit;
    }
}
