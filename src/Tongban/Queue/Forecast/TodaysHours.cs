using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Queue.Forecast;

/// <summary>A span of today in which a site receives.</summary>
public readonly record struct OpenSpan(DateTime From, DateTime To);

/// <summary>When a site receives today: the weekly pattern of its kind of day, unless an exception says otherwise.</summary>
public sealed class TodaysHours(TongbanDb db, HallClock clock, WorkCalendar calendar)
{
    public async Task<IReadOnlyList<OpenSpan>> OfSiteAsync(Guid siteId, CancellationToken stop = default)
    {
        var today = clock.Today;
        var kind = KindOf(today);
        var exception = await db.Set<OpeningException>()
            .Where(e => e.SiteId == siteId && e.WithdrawnAt == null && e.FromOn <= today && e.ThroughOn >= today && (e.OnlyFor == null || e.OnlyFor == kind))
            .OrderByDescending(e => e.FromOn)
            .FirstOrDefaultAsync(stop);
        if (exception is not null)
        {
            return exception is { Opens: { } opens, Closes: { } closes } ? [Span(opens, closes)] : [];
        }

        var rules = await db.Set<OpeningRule>()
            .Where(rule => rule.SiteId == siteId && rule.ZoneId == null && rule.DayKind == kind && (rule.EndsOn == null || rule.EndsOn > today))
            .ToListAsync(stop);
        return [.. rules.Select(rule => Span(rule.Opens, rule.Closes)).OrderBy(span => span.From)];
    }

    private OpenSpan Span(TimeOnly from, TimeOnly to) => new(clock.At(clock.Today, from), clock.At(clock.Today, to));

    private DayKind KindOf(DateOnly day) =>
        calendar.IsWorkday(day) ? DayKind.Workday : calendar.IsHoliday(day) ? DayKind.Holiday : DayKind.Weekend;
}
