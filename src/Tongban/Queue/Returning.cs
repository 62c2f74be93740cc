using Tongban.Kernel;
using Tongban.Shared.Live;

namespace Tongban.Queue;

/// <summary>What a visitor does with the own ticket: comes back, or leaves.</summary>
public sealed class Returning(TongbanDb db, HallClock clock, LiveNews news)
{
    /// <summary>Back from fetching something, or late after a missed call: in line again near the front.</summary>
    public async Task<Visit> ReturnAsync(Visit visit, Actor by, CancellationToken stop = default)
    {
        Refusal.Unless(visit.On == clock.Today, "ticket.not-of-today", visit.Number);
        Refusal.Unless(visit.Current is not null, "visit.ended");
        visit.Current!.Return(clock.Now, by);
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
