using Microsoft.EntityFrameworkCore;
using Tongban.Devices;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;
using Tongban.Queue.Ordering;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Bench.Crowd;

/// <summary>The boards and kiosks that stand in a full hall, by their keys, and the tickets of those who wait.</summary>
internal sealed record Things(IReadOnlyList<(string Address, string Key)> Displays, IReadOnlyList<string> Kiosks, IReadOnlyList<string> Tickets);

/// <summary>Fills the demonstration's main hall, with the program's own entities.</summary>
internal sealed class FullHall(TongbanDb db, HallClock clock)
{
    // So many services of a minute each have shown what a service takes: the forecast is short enough to give numbers.
    private const int Learnt = 30;

    public async Task<Things> FillAsync(int displays, int kiosks, int tickets)
    {
        var hall = await db.Set<Site>().AsNoTracking().SingleAsync(site => site.Code == "H01");
        var windows = await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == hall.Id && EF.Functions.Like(window.Code, "W%")).ToListAsync();
        var zones = await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == hall.Id).OrderBy(zone => zone.Code).ToListAsync();
        zones.RemoveAll(zone => !windows.Exists(window => window.ZoneId == zone.Id));
        var groups = (await db.Set<MatterGroup>().AsNoTracking().ToListAsync()).ToDictionary(group => group.Id);
        var (boards, stands) = (Boards(hall, zones, displays), Kiosks(hall, kiosks));
        await db.SaveChangesAsync();
        await ServedAsync(windows, groups);
        return new Things(boards, stands, await WaitingAsync(windows, groups, tickets));
    }

    // Every sixth shows the whole hall, the others a zone.
    private List<(string Address, string Key)> Boards(Site hall, List<Zone> zones, int count) => [.. Enumerable.Range(0, count).Select(n =>
    {
        var zone = n % 6 == 0 ? null : zones[n % zones.Count];
        return (zone is null ? $"/wall/{hall.Code}" : $"/wall/{hall.Code}/{zone.Code}", Add(DeviceKind.Display, $"显示屏 {n + 1}", new(hall.Id, zone?.Id, null)));
    })];

    private List<string> Kiosks(Site hall, int count) => [.. Enumerable.Range(0, count).Select(n => Add(DeviceKind.Kiosk, $"取号机 {n + 1}", new(hall.Id, null, null)))];

    private string Add(DeviceKind kind, string name, DevicePlace place)
    {
        var key = DeviceKey.New();
        db.Add(new Device(db.CentreId, kind, name, place, DeviceKey.Hash(key), isDemo: true, clock.Now, Actor.System));
        return key;
    }

    private async Task ServedAsync(List<Window> windows, Dictionary<Guid, MatterGroup> groups)
    {
        await using var transaction = await db.BeginAsync();
        foreach (var (window, group) in windows.SelectMany(window => window.Groups.Select(served => (window, served.GroupId))).DistinctBy(pair => pair.GroupId))
        {
            for (var n = 0; n < Learnt; n++)
            {
                var (visit, then) = (await ArriveAsync(window.SiteId, groups[group], clock.Now.AddMinutes(-50)), clock.Now.AddMinutes(-40 + n));
                visit.Legs[0].Call(window.Id, Guid.CreateVersion7(), CallReason.WaitedLongest, 0, then, Actor.System);
                visit.Legs[0].Begin(then.AddSeconds(15), Actor.System);
                visit.Legs[0].Finish(then.AddSeconds(75), Actor.System);
                visit.GoOn(then.AddSeconds(75), Actor.System);
            }
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        db.ChangeTracker.Clear();
    }

    // As many for each matter as it has windows.
    private async Task<List<string>> WaitingAsync(List<Window> windows, Dictionary<Guid, MatterGroup> groups, int count)
    {
        var served = windows.SelectMany(window => window.Groups.Select(one => one.GroupId)).ToList();
        var tokens = new List<string>();
        foreach (var some in Enumerable.Range(0, count).Chunk(1000))
        {
            await using var transaction = await db.BeginAsync();
            foreach (var n in some)
            {
                tokens.Add((await ArriveAsync(windows[0].SiteId, groups[served[n % served.Count]], clock.Now.AddMinutes(-15).AddMilliseconds(100 * n))).Token);
            }

            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            db.ChangeTracker.Clear();
        }

        return tokens;
    }

    private async Task<Visit> ArriveAsync(Guid siteId, MatterGroup group, DateTime at)
    {
        var number = await NumberSeries.NextAsync(db, $"{siteId:N}.{group.TicketLetter}", clock.Today);
        var visit = new Visit(db.CentreId, siteId, clock.Today, $"{group.TicketLetter}{number:000}", Codes.Token(), null, null, Precedence.None, null, at, Actor.System);
        visit.Wait(group.Id, null, at, Actor.System);
        db.Add(visit);
        return visit;
    }
}
