using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Planning;

/// <summary>
/// The hours of a site's windows: slots are cut from them, and what lies outside of them any more is neither offered
/// nor booked, however it came to be.
/// </summary>
/// <param name="siteCode">The site's code.</param>
/// <param name="windows">Its windows.</param>
/// <param name="calendar">When it is open.</param>
/// <param name="clock">The hall's clock.</param>
/// <param name="ended">Where the manager has ended today (收工).</param>
public sealed class SlotHours(string siteCode, IReadOnlyList<Window> windows, OpeningCalendar calendar, HallClock clock, DayEnd? ended = null)
{
    public string SiteCode => siteCode;

    public OpeningCalendar Calendar => calendar;

    /// <summary>The matter groups that have a window here.</summary>
    public IEnumerable<Guid> Groups => windows.SelectMany(window => window.Groups).Select(served => served.GroupId).Distinct();

    /// <summary>On a weekend only the windows that serve then.</summary>
    public SlotPlan PlanOf(Guid group, DateOnly day) =>
        new([.. windows.Where(window => window.Serves(group) && (window.WeekendService || calendar.KindOf(day) != DayKind.Weekend)).Select(window => calendar.SpansOf(day, window.ZoneId))]);

    /// <summary>Whether a window of its group is open from its start to its end, and the day was not ended before it began.</summary>
    public bool Hold(Slot slot) => !(slot.On == ended?.On && slot.StartsAt > ended.At) && PlanOf(slot.GroupId, slot.On).WindowsOpen(TimeOf(slot.StartsAt), TimeOf(slot.EndsAt)) > 0;

    public bool IsClosed(DateOnly day) => calendar.SpansOf(day).Count == 0;

    private TimeOnly TimeOf(DateTime instant) => TimeOnly.FromDateTime(clock.Local(instant));
}

/// <summary>收工: on this day nobody works any more since then.</summary>
public sealed record DayEnd(DateOnly On, DateTime At);

/// <summary>Loads them.</summary>
public sealed class SlotHoursReader(TongbanDb db, Openings openings, HallClock clock, KnownHours known)
{
    /// <summary>As they are at this moment; what has not changed since is not read again.</summary>
    public async Task<SlotHours> NowAsync(Guid siteId, CancellationToken stop)
    {
        var mark = await known.MarkOf(db, siteId, clock.Today, stop);
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
        clock,
        await db.Set<HallDay>().Where(day => day.SiteId == siteId && day.On == clock.Today && day.ClosedAt != null).Select(day => new DayEnd(day.On, day.ClosedAt!.Value)).SingleOrDefaultAsync(stop));
}

/// <summary>Tells whether a site's hours are still those that were read.</summary>
public sealed record HoursMark(DateOnly On, int Day, int Rules, int Exceptions, int Windows);

/// <summary>The hours of each site as this node last read them.</summary>
public sealed class KnownHours
{
    internal ConcurrentDictionary<(Guid Centre, Guid Site), (HoursMark Mark, SlotHours Hours)> BySite { get; } = new();

    /// <summary>Every change raises a version or adds a row. Asked for every batch of a rush, so EF translates it once.</summary>
    internal Func<TongbanDb, Guid, DateOnly, CancellationToken, Task<HoursMark>> MarkOf { get; } = EF.CompileAsyncQuery((TongbanDb db, Guid siteId, DateOnly today, CancellationToken stop) =>
        db.Set<Site>().Where(site => site.Id == siteId).Select(site => new HoursMark(
            today,
            db.Set<HallDay>().Where(day => day.SiteId == site.Id && day.On == today).Sum(day => day.Version + 1),
            db.Set<OpeningRule>().Where(rule => rule.SiteId == site.Id).Sum(rule => rule.Version + 1),
            db.Set<OpeningException>().Where(exception => exception.SiteId == site.Id).Sum(exception => exception.Version + 1),
            db.Set<Window>().Where(window => window.SiteId == site.Id).Sum(window => window.Version + 1))).Single());
}
