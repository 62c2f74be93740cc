using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Network.Editing;

/// <summary>What an administrator changes of the network: facts of its rows, weekly hours. Runs in the caller's transaction.</summary>
public sealed class NetworkEditing(TongbanDb db, HallClock clock)
{
    /// <param name="row">The row that was shown.</param>
    /// <param name="seen">Its version when the form was opened; somebody else may have saved since.</param>
    /// <param name="change">The entity's own move.</param>
    public async Task ChangeAsync(Entity row, int seen, Action<DateTime> change)
    {
        Refusal.Unless(row.Version == seen, "request.changed-meanwhile");
        change(clock.Now);
        await db.SaveChangesAsync();
    }

    /// <summary>
    /// The weekly pattern of the whole site from a day on; what was set for that day or later gives way. Zones with
    /// hours of their own keep them, and so do bookings that exist.
    /// </summary>
    public async Task SetHoursAsync(Site site, int seen, WeekHours hours, DateOnly from, Actor by)
    {
        Refusal.Unless(site.Version == seen, "request.changed-meanwhile");
        Refusal.Unless(from >= clock.Today, "opening.in-the-past");
        var rules = await db.Set<OpeningRule>().Where(rule => rule.SiteId == site.Id && rule.ZoneId == null && (rule.EndsOn == null || (rule.EndsOn > from && rule.EndsOn > rule.StartsOn))).ToListAsync();
        rules.ForEach(rule => rule.End(rule.StartsOn > from ? rule.StartsOn : from, clock.Now, by));
        db.AddRange(hours.All.Select(span => new OpeningRule(db.CentreId, site.Id, null, span.Kind, span.Span.Opens, span.Span.Closes, clock.Now, by, from)));
        site.HoursAreSet(from, clock.Now, by);
        await db.SaveChangesAsync();
    }
}

/// <summary>The stretches of a week, by kind of day.</summary>
public sealed record WeekHours(IReadOnlyList<OpeningSpan> Workday, IReadOnlyList<OpeningSpan> Weekend, IReadOnlyList<OpeningSpan> Holiday)
{
    public IEnumerable<(DayKind Kind, OpeningSpan Span)> All =>
        [.. Workday.Select(span => (DayKind.Workday, span)), .. Weekend.Select(span => (DayKind.Weekend, span)), .. Holiday.Select(span => (DayKind.Holiday, span))];
}
