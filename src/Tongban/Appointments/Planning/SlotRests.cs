using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Appointments.Planning;

/// <summary>Minutes at the end of a stretch of opening hours that are too few for a slot of a group.</summary>
public sealed record SlotRest(Guid GroupId, Site Site, OpeningSpan Stretch, int Minutes);

/// <summary>Finds opening hours that a group's slot length does not divide: what is left is for those who just come.</summary>
public sealed class SlotRests(TongbanDb db, Openings openings, SlotHoursReader hours, SlotPlanning planning)
{
    /// <summary>On each site's next open day.</summary>
    public async Task<ILookup<Guid, SlotRest>> OfAllAsync(IReadOnlyDictionary<Guid, SlotMeasure> measures, CancellationToken stop)
    {
        var rests = new List<SlotRest>();
        foreach (var site in (await db.Set<Site>().AsNoTracking().ToListAsync(stop)).OrderBy(site => site.Kind).ThenBy(site => site.Code, StringComparer.Ordinal))
        {
            var days = planning.BookableDays(await openings.OfAsync(site.Id));
            rests.AddRange(days.Count == 0 ? [] : OfSite(site, await hours.OfAsync(site.Id, null, stop), days[^1], measures));
        }

        return rests.ToLookup(rest => rest.GroupId);
    }

    private static IEnumerable<SlotRest> OfSite(Site site, SlotHours open, DateOnly day, IReadOnlyDictionary<Guid, SlotMeasure> measures) =>
        open.Groups.Where(measures.ContainsKey).SelectMany(group => open.PlanOf(group, day).Rests(measures[group].Minutes).Select(rest => new SlotRest(group, site, rest.Stretch, rest.Minutes)));
}
