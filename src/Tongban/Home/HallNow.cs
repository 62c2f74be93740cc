using Microsoft.EntityFrameworkCore;
using Tongban.Appointments;
using Tongban.Appointments.Releasing;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Queue.Forecast;

namespace Tongban.Home;

/// <summary>A zone of the main hall, how many wait for it now and about how long, and its free places on the next days.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Waiting">Persons in its lines.</param>
/// <param name="Wait">For somebody who comes now; null where no window is calling.</param>
/// <param name="Free">By day; null where nothing is offered.</param>
/// <param name="Next">By day: when more open.</param>
public sealed record ZoneNow(Zone Zone, int Waiting, WaitRange? Wait, IReadOnlyList<int?> Free, IReadOnlyList<NextRelease?> Next)
{
    /// <summary>From so many minutes on, people are told to come another time.</summary>
    private const int BusyMinutes = 45;

    public bool IsBusy => Wait is { Max: >= BusyMinutes };
}

/// <summary>What the main hall looks like now: people who wait per zone, places on the next three days with any.</summary>
/// <param name="Site">The main hall.</param>
/// <param name="Calendar">Its opening hours.</param>
/// <param name="Zones">Those with a letter and windows.</param>
/// <param name="Days">The next three days that have places to book; none where booking is not offered.</param>
/// <param name="IsClosed">Its manager has closed the day, whatever the hours say.</param>
public sealed record HallToday(Site Site, OpeningCalendar Calendar, IReadOnlyList<ZoneNow> Zones, IReadOnlyList<DateOnly> Days, bool IsClosed)
{
    /// <summary>The busiest zone that has places on the next day, for a word of advice.</summary>
    public ZoneNow? BetterBooked => Zones.Where(zone => zone.IsBusy && zone.Free is [> 0, ..]).MaxBy(zone => zone.Wait!.Value.Max);
}

/// <summary>Places of a group on a day.</summary>
internal sealed record DayPlaces(DateOnly On, Guid GroupId, int Free, NextRelease? Next = null);

/// <summary>
/// Counts for the home page. A person waits for a matter group; the group's zone is where most of its windows stand.
/// </summary>
public sealed class HallNow(TongbanDb db, Openings openings, SiteQueues queues, Releases releases, HallOrders orders, HallClock clock)
{
    private const int DaysShown = 3;

    public async Task<HallToday?> ReadAsync()
    {
        if (await db.Set<Site>().AsNoTracking().FirstOrDefaultAsync(site => site.Kind == SiteKind.MainHall) is not { } hall)
        {
            return null;
        }

        var now = await queues.OfAsync(hall.Id);
        var groups = now.Groups.ToLookup(group => group.Windows.CountBy(window => window.ZoneId).MaxBy(zone => zone.Value).Key);
        var places = await PlacesAsync(hall.Id);
        var days = places.Select(place => place.On).Distinct().Order().Take(DaysShown).ToList();
        var zones = now.Zones.Where(zone => zone.Letter.Length > 0 && groups.Contains(zone.Id)).OrderBy(zone => zone.Letter, StringComparer.Ordinal);
        return new(hall, await openings.OfAsync(hall.Id), [.. zones.Select(zone => Read(zone, [.. groups[zone.Id]], places, days))], days, await orders.IsClosedAsync(hall.Id));
    }

    private static ZoneNow Read(Zone zone, List<GroupNow> groups, List<DayPlaces> places, List<DateOnly> days)
    {
        var own = places.Where(place => groups.Exists(group => group.Group.Id == place.GroupId)).ToLookup(place => place.On);
        return new(zone, groups.Sum(group => group.Waiting), Wait(groups), [.. days.Select(day => Free(own[day]))], [.. days.Select(day => NextRelease.Of(own[day].Select(place => place.Next)))]);
    }

    // From the shortest of its lines to the longest; lines that nobody calls say nothing.
    private static WaitRange? Wait(List<GroupNow> groups)
    {
        var known = groups.Select(group => group.Wait).OfType<WaitRange>().ToList();
        var lines = groups.Where(group => group.Waiting > 0).Select(group => group.Wait).OfType<WaitRange>().DefaultIfEmpty(known.FirstOrDefault()).ToList();
        return known.Count == 0 ? null : new(lines.Min(wait => wait.Min), lines.Max(wait => wait.Max));
    }

    private static int? Free(IEnumerable<DayPlaces> places) =>
        places.Select(place => (int?)place.Free).Aggregate((int?)null, (sum, free) => (sum ?? 0) + free);

    private async Task<List<DayPlaces>> PlacesAsync(Guid hall)
    {
        var (today, plan) = (clock.Today, await releases.OfAsync([hall], CancellationToken.None));
        var slots = db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == hall && slot.On > today && slot.ClosedAt == null);
        if (!plan.IsEmpty)
        {
            return [.. (await slots.ToListAsync()).GroupBy(slot => (slot.On, slot.GroupId)).Select(day => Open(day.Key.On, day.Key.GroupId, [.. day], plan))];
        }

        var rows = await slots.GroupBy(slot => new { slot.On, slot.GroupId }).Select(day => new { day.Key.On, day.Key.GroupId, Free = day.Sum(slot => slot.Capacity - slot.Taken) }).ToListAsync();
        return rows.ConvertAll(row => new DayPlaces(row.On, row.GroupId, row.Free));
    }

    private DayPlaces Open(DateOnly on, Guid groupId, List<Slot> slots, ReleasePlan plan) =>
        new(on, groupId, slots.Sum(slot => Math.Max(0, plan.FreeAt(slot, slot.Taken, clock.Now))), NextRelease.Of(slots.Select(slot => plan.NextOf([slot], one => one.Taken, clock.Now))));
}
