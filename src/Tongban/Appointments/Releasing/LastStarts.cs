using Microsoft.EntityFrameworkCore;
using Tongban.Appointments.Planning;
using Tongban.Network;

namespace Tongban.Appointments.Releasing;

/// <summary>The last time of a day at which something of a site, or of one of its groups, can begin by the weekly pattern.</summary>
public sealed class LastStarts(TongbanDb db, Openings openings)
{
    /// <summary>Null where no window is open on any kind of day: nothing is known then.</summary>
    public async Task<TimeOnly?> OfAsync(Guid siteId, Guid? groupId, DateOnly asOf, CancellationToken stop)
    {
        var calendar = await openings.OfAsync(siteId);
        var windows = (await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).ToListAsync(stop)).Where(window => groupId is not { } group || window.Serves(group));
        var spans = windows.Select(window => window.ZoneId).Distinct()
            .SelectMany(zone => Enum.GetValues<DayKind>().SelectMany(kind => calendar.PatternOf(kind, asOf, zone))).ToList();
        var minutes = await ShortestAsync(groupId, stop);
        return spans.Count == 0 ? null : spans.Max(span => Later(span.Opens, span.Closes.Add(TimeSpan.FromMinutes(-minutes))));
    }

    // A span shorter than a slot has no start; it must not wrap round midnight either.
    private static TimeOnly Later(TimeOnly opens, TimeOnly last) => last > opens ? last : opens;

    private async Task<int> ShortestAsync(Guid? groupId, CancellationToken stop)
    {
        var rules = await db.Set<SlotRule>().AsNoTracking().ToListAsync(stop);
        var own = rules.Where(rule => rule.GroupId == groupId).Select(rule => rule.Measure.Minutes).ToList();
        return groupId is not null ? own.DefaultIfEmpty(SlotMeasure.Usual.Minutes).First() : rules.Select(rule => rule.Measure.Minutes).Append(SlotMeasure.Usual.Minutes).Min();
    }
}
