using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Appointments.WaitingRoom;

/// <summary>Gives those who come at once their instants, in the order in which they came: one statement a site.</summary>
public sealed class JoinBatch(TongbanDb db, HallClock clock, IOptions<BookingPolicy> policy) : IBatch<Join, Entry>
{
    public async Task<IReadOnlyList<Outcome<Entry>>> RunAsync(IReadOnlyList<Join> commands, CancellationToken stop)
    {
        var sites = commands.Select(join => join.SiteId).Distinct().Order().ToList();
        var rates = await db.Set<EntranceRate>().AsNoTracking().Where(rate => sites.Contains(rate.SiteId)).ToDictionaryAsync(rate => rate.SiteId, rate => rate.PerSecond, stop);
        var now = clock.Now;
        var turns = new Dictionary<Guid, Queue<DateTime>>();
        foreach (var site in sites)
        {
            turns[site] = new(await TurnsAsync(site, commands.Count(join => join.SiteId == site), rates.GetValueOrDefault(site, policy.Value.EntriesPerSecond), now, stop));
        }

        return [.. commands.Select(join => (Outcome<Entry>)new Entry(Guid.NewGuid(), join.SiteId, turns[join.SiteId].Dequeue(), join.Device))];
    }

    private async Task<IEnumerable<DateTime>> TurnsAsync(Guid siteId, int count, double perSecond, DateTime now, CancellationToken stop)
    {
        if (perSecond <= 0)
        {
            return Enumerable.Repeat(now, count);
        }

        var interval = EntryLine.Interval(perSecond);
        var first = await Entrance.TakeAsync(db, siteId, count, interval, now, stop);
        return Enumerable.Range(0, count).Select(n => first.AddTicks(n * interval * TimeSpan.TicksPerMicrosecond));
    }
}
