using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Planning;

/// <summary>
/// The hours of a site's windows: slots are cut from them, and what lies outside of them any more is neither offered
/// nor booked, however it came to be.
/// </summary>
public sealed class SlotHours(string siteCode, IReadOnlyList<Window> windows, OpeningCalendar calendar, HallClock clock)
{
    public string SiteCode => siteCode;

    public OpeningCalendar Calendar => calendar;

    /// <summary>The matter groups that have a window here.</summary>
    public IEnumerable<Guid> Groups => windows.SelectMany(window => window.Groups).Select(served => served.GroupId).Distinct();

    /// <summary>On a weekend only the windows that serve then.</summary>
    public SlotPlan PlanOf(Guid group, DateOnly day) =>
        new([.. windows.Where(window => window.Serves(group) && (window.WeekendService || calendar.KindOf(day) != DayKind.Weekend)).Select(window => calendar.SpansOf(day, window.ZoneId))]);

    /// <summary>Whether a window of its group is open from its start to its end.</summary>
    public bool Hold(Slot slot) => PlanOf(slot.GroupId, slot.On).WindowsOpen(TimeOf(slot.StartsAt), TimeOf(slot.EndsAt)) > 0;

    public bool IsClosed(DateOnly day) => calendar.SpansOf(day).Count == 0;

    private TimeOnly TimeOf(DateTime instant) => TimeOnly.FromDateTime(clock.Local(instant));
}

/// <summary>Loads them.</summary>
public sealed class SlotHoursReader(TongbanDb db, Openings openings, HallClock clock, KnownHours known)
{
    /// <summary>As they are at this moment; what has not changed since is not read again.</summary>
    public async Task<SlotHours> NowAsync(Guid siteId, CancellationToken stop)
    {
        var mark = await known.MarkOf(db, siteId, stop);
        if (!known.BySite.TryGetValue((db.CentreId, siteId), out var kept) || kept.Mark != mark)
        {
            known.BySite[(db.CentreId, siteId)] = kept = (mark, await OfAsync(siteId, null, stop));
        }

        return kept.Hours;
    }

    /// <param name="siteId">Where.</param>
    /// <param name="proposed">An exception that is not saved: the hours as they would be with it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<SlotHours> OfAsync(Guid siteId, OpeningException? proposed, CancellationToken stop) => new(
        await db.Set<Site>().Where(site => site.Id == siteId).Select(site => site.Code).SingleAsync(stop),
        await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).ToListAsync(stop),
        await openings.OfAsync(siteId, proposed),
        clock);
}

/// <summary>Tells whether a site's hours are still those that were read.</summary>
public sealed record HoursMark(int Rules, int Exceptions, int Windows);

/// <summary>The hours of each site as this node last read them.</summary>
public sealed class KnownHours
{
    internal ConcurrentDictionary<(Guid Centre, Guid Site), (HoursMark Mark, SlotHours Hours)> BySite { get; } = new();

    /// <summary>Every change raises a version or adds a row. Asked for every batch of a rush, so EF translates it once.</summary>
    internal Func<TongbanDb, Guid, CancellationToken, Task<HoursMark>> MarkOf { get; } = EF.CompileAsyncQuery((TongbanDb db, Guid siteId, CancellationToken stop) =>
        db.Set<Site>().Where(site => site.Id == siteId).Select(site => new HoursMark(
            db.Set<OpeningRule>().Where(rule => rule.SiteId == site.Id).Sum(rule => rule.Version + 1),
            db.Set<OpeningException>().Where(exception => exception.SiteId == site.Id).Sum(exception => exception.Version + 1),
            db.Set<Window>().Where(window => window.SiteId == site.Id).Sum(window => window.Version + 1))).Single());
}
