using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Queue;

namespace Tongban.Network;

/// <summary>A site where a matter group is served: which windows, when, and how many wait there now.</summary>
/// <param name="Site">The place.</param>
/// <param name="Windows">Windows that serve the group; none at a place with terminals only.</param>
/// <param name="ZoneLetters">Letters of the windows' zones, as on the signs.</param>
/// <param name="Calendar">Opening hours.</param>
/// <param name="Waiting">How many wait for this group today.</param>
public sealed record ServicePlace(Site Site, IReadOnlyList<Window> Windows, IReadOnlyList<string> ZoneLetters, OpeningCalendar Calendar, int Waiting)
{
    public string WindowRanges => WindowLabels.Ranges(Windows.Select(window => window.Label));

    /// <summary>Whether one of the windows is staffed on Saturdays and Sundays.</summary>
    public bool OnWeekends => Calendar.HasWeekendService && Windows.Any(window => window.WeekendService);
}

/// <summary>Finds where a matter group is served.</summary>
public sealed class ServicePlaces(TongbanDb db, Openings openings, HallClock clock)
{
    /// <summary>Those of the named sites that have a window for the group, or terminals; the main hall first.</summary>
    public async Task<IReadOnlyList<ServicePlace>> OfAsync(Guid groupId, IReadOnlyList<string> siteCodes)
    {
        var sites = await db.Set<Site>().AsNoTracking().Where(site => siteCodes.Contains(site.Code)).OrderBy(site => site.Kind == SiteKind.MainHall ? 0 : 1).ThenBy(site => site.Code).ToListAsync();
        var windows = (await db.Set<Window>().AsNoTracking().Where(window => window.Groups.Any(group => group.GroupId == groupId)).ToListAsync()).ToLookup(window => window.SiteId);
        var letters = await db.Set<Zone>().Where(zone => zone.Letter != "").ToDictionaryAsync(zone => zone.Id, zone => zone.Letter);
        var waiting = await WaitingAsync(groupId, [.. sites.Select(site => site.Id)]);
        var calendars = await openings.OfAllAsync();
        return [.. sites.Where(site => windows[site.Id].Any() || site.Kind == SiteKind.SelfService).Select(site => new ServicePlace(
            site, [.. windows[site.Id]], [.. windows[site.Id].Select(window => letters.GetValueOrDefault(window.ZoneId)).OfType<string>().Distinct().Order()],
            calendars[site.Id], waiting.GetValueOrDefault(site.Id)))];
    }

    private Task<Dictionary<Guid, int>> WaitingAsync(Guid groupId, List<Guid> sites)
    {
        var today = clock.Today;
        return db.Set<Leg>().Where(leg => sites.Contains(leg.SiteId) && leg.On == today && leg.GroupId == groupId && leg.Status == LegStatus.Waiting)
            .GroupBy(leg => leg.SiteId).Select(site => new { site.Key, Count = site.Count() }).ToDictionaryAsync(site => site.Key, site => site.Count);
    }
}
