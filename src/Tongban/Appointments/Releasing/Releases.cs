using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Releasing;

/// <summary>Reads how the places of sites are released, and sets it.</summary>
public sealed class Releases(TongbanDb db, SlotHoursReader hours, HallClock clock)
{
    /// <summary>One query, and the opening hours of those sites that have a rule, as this node knows them.</summary>
    public async Task<ReleasePlan> OfAsync(IEnumerable<Guid> siteIds, CancellationToken stop)
    {
        var sites = siteIds.Distinct().ToList();
        var rules = await db.Set<ReleaseRule>().AsNoTracking().Where(rule => sites.Contains(rule.SiteId)).ToListAsync(stop);
        var calendars = new Dictionary<Guid, OpeningCalendar>();
        foreach (var site in rules.Select(rule => rule.SiteId).Distinct())
        {
            calendars[site] = (await hours.NowAsync(site, stop)).Calendar;
        }

        return rules.Count == 0 ? ReleasePlan.AtOnce : new(rules, calendars, clock);
    }

    /// <summary>Sets the shares of a site, or of one of its groups, from a day on; saved by the caller's transaction.</summary>
    /// <remarks>Refusals: <c>release-rule.past</c>, <c>matter-group.unknown</c>, those of <see cref="ReleaseRule.Change"/>.</remarks>
    public async Task SetAsync(Guid siteId, Guid? groupId, DateOnly fromOn, IReadOnlyList<ReleaseShare> shares, Actor by, CancellationToken stop)
    {
        Refusal.Unless(fromOn >= clock.Today, "release-rule.past");
        Refusal.Unless(groupId is null || await db.Set<MatterGroup>().AnyAsync(group => group.Id == groupId, stop), "matter-group.unknown");
        if (await db.Set<ReleaseRule>().SingleOrDefaultAsync(rule => rule.SiteId == siteId && rule.GroupId == groupId && rule.FromOn == fromOn, stop) is { } rule)
        {
            rule.Change(shares, clock.Now, by);
        }
        else
        {
            db.Add(new ReleaseRule(db.CentreId, siteId, groupId, fromOn, shares, clock.Now, by));
        }

        await db.SaveChangesAsync(stop);
    }
}
