using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Network;

namespace Tongban.Appointments.Planning;

/// <summary>
/// The hours of a site's windows: slots are cut from them, and what lies outside of them any more is neither offered
/// nor booked, however it came to be.
/// </summary>
public sealed class SlotHours(IReadOnlyList<Window> windows, OpeningCalendar calendar, HallClock clock)
{
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
public sealed class SlotHoursReader(TongbanDb db, Openings openings, HallClock clock)
{
    /// <param name="siteId">Where.</param>
    /// <param name="proposed">An exception that is not saved: the hours as they would be with it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<SlotHours> OfAsync(Guid siteId, OpeningException? proposed, CancellationToken stop) => new(
        await db.Set<Window>().AsNoTracking().Where(window => window.SiteId == siteId).ToListAsync(stop),
        await openings.OfAsync(siteId, proposed),
        clock);
}
