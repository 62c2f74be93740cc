using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue;

namespace Tongban.Home;

/// <summary>A zone of the main hall, how many wait for it now, and its free places on the next days.</summary>
public sealed record ZoneNow(Zone Zone, int Waiting, IReadOnlyList<int?> Free);

/// <summary>What the main hall looks like now: people who wait per zone, places on the next three days with any.</summary>
/// <param name="Site">The main hall.</param>
/// <param name="Calendar">Its opening hours.</param>
/// <param name="Zones">Those with a letter and windows.</param>
/// <param name="Days">The next three days that have places to book; none where booking is not offered.</param>
public sealed record HallToday(Site Site, OpeningCalendar Calendar, IReadOnlyList<ZoneNow> Zones, IReadOnlyList<DateOnly> Days);

/// <summary>
/// Counts for the home page. A person waits for a matter group; the group's zone is where most of its windows stand.
/// </summary>
public sealed class HallNow(TongbanDb db, Openings openings, HallClock clock)
{
    private const int DaysShown = 3;

    public async Task<HallToday?> ReadAsync()
    {
        if (await db.Set<Site>().AsNoTracking().FirstOrDefaultAsync(site => site.Kind == SiteKind.MainHall) is not { } hall)
        {
            return null;
        }

        var zoneOf = await ZoneOfGroupAsync(hall.Id);
        var waiting = Sum(await WaitingAsync(hall.Id), zoneOf);
        var places = await PlacesAsync(hall.Id);
        var days = places.Select(place => place.On).Distinct().Order().Take(DaysShown).ToList();
        var zones = await db.Set<Zone>().AsNoTracking().Where(zone => zone.SiteId == hall.Id && zone.Letter != "").OrderBy(zone => zone.Letter).ToListAsync();
        return new(hall, await openings.OfAsync(hall.Id), [.. zones.Where(zone => zoneOf.ContainsValue(zone.Id)).Select(zone => new ZoneNow(zone, waiting.GetValueOrDefault(zone.Id), Free(zone, days)))], days);

        IReadOnlyList<int?> Free(Zone zone, IEnumerable<DateOnly> on) =>
            [.. on.Select(day => places.Where(place => place.On == day && zoneOf.GetValueOrDefault(place.GroupId) == zone.Id).ToList()).Select(list => list.Count == 0 ? (int?)null : list.Sum(place => place.Free))];
    }

    private async Task<Dictionary<Guid, Guid>> ZoneOfGroupAsync(Guid hall)
    {
        var windows = await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == hall).ToListAsync();
        return windows.SelectMany(window => window.Groups.Select(group => (group.GroupId, window.ZoneId)))
            .GroupBy(pair => pair.GroupId)
            .ToDictionary(group => group.Key, group => group.CountBy(pair => pair.ZoneId).MaxBy(zone => zone.Value).Key);
    }

    private Task<Dictionary<Guid, int>> WaitingAsync(Guid hall)
    {
        var today = clock.Today;
        return db.Set<Leg>().Where(leg => leg.SiteId == hall && leg.On == today && leg.Status == LegStatus.Waiting)
            .GroupBy(leg => leg.GroupId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count);
    }

    private async Task<List<(DateOnly On, Guid GroupId, int Free)>> PlacesAsync(Guid hall)
    {
        var today = clock.Today;
        var rows = await db.Set<Slot>().Where(slot => slot.SiteId == hall && slot.On > today && slot.ClosedAt == null)
            .GroupBy(slot => new { slot.On, slot.GroupId }).Select(day => new { day.Key.On, day.Key.GroupId, Free = day.Sum(slot => slot.Capacity - slot.Taken) }).ToListAsync();
        return rows.ConvertAll(row => (row.On, row.GroupId, row.Free));
    }

    private static Dictionary<Guid, int> Sum(Dictionary<Guid, int> byGroup, Dictionary<Guid, Guid> zoneOf) =>
        byGroup.Where(group => zoneOf.ContainsKey(group.Key)).GroupBy(group => zoneOf[group.Key]).ToDictionary(zone => zone.Key, zone => zone.Sum(group => group.Value));
}
