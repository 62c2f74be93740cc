using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Cases;

/// <summary>A case with a clock that is yellow or red.</summary>
public sealed record CaseAtRisk(CaseTimes Times, IReadOnlyList<RunningClock> Clocks)
{
    public RunningClock Worst => Clocks[0];
}

/// <summary>
/// What is at risk today. The database finds the cases whose days come near, by their due days; which clocks those are,
/// and their colours, is counted here.
/// </summary>
public sealed class RisksOfToday(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules)
{
    // Where the calendar ends: as long as the longest holiday could be.
    private const int LongestHoliday = 14;

    // Nothing due later can have come to a threshold, counted in working days or in days.
    private DateOnly Horizon
    {
        get
        {
            var most = Math.Max(1, Math.Max(rules.YellowFrom.Value, rules.RedFrom.Value));
            var near = clock.Today.AddDays(most);
            return calendar.AddWorkdays(near, most + 1) ?? near.AddDays(most + LongestHoliday);
        }
    }

    public Task<IReadOnlyList<CaseAtRisk>> AllAsync(CancellationToken stop = default) => OfAsync(db.Set<Case>(), stop);

    /// <param name="cases">Those in sight.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<IReadOnlyList<CaseAtRisk>> OfAsync(IQueryable<Case> cases, CancellationToken stop = default)
    {
        var today = clock.Today;
        var near = await Near(cases.AsNoTracking().IgnoreAutoIncludes(), Horizon).Select(CaseTimes.Of).ToListAsync(stop);
        var undelivered = await Undelivered(cases.AsNoTracking().IgnoreAutoIncludes()).Select(CaseTimes.Of).ToListAsync(stop);
        return [.. near.Concat(undelivered)
            .Select(times => new CaseAtRisk(times, AtRisk(CaseClocks.Of(times, calendar, rules, today))))
            .Where(one => one.Clocks.Count > 0)
            .OrderByDescending(one => one.Worst.Colour).ThenBy(one => one.Worst.Left).ThenBy(one => one.Times.Id)];
    }

    public static IReadOnlyList<RunningClock> AtRisk(IReadOnlyList<RunningClock> clocks) => [.. clocks.Where(clock => clock.Colour != TermColour.Green)];

    // A term without a day (its year is not published) is looked at too: its colour follows from the days counted so far.
    private static IQueryable<Case> Near(IQueryable<Case> cases, DateOnly horizon) =>
        cases.Where(c =>
            ((c.Status == CaseStatus.Received || c.Status == CaseStatus.Supplemented) && (c.NoticeDueOn == null || c.NoticeDueOn <= horizon))
            || (c.Status == CaseStatus.Accepted
                && ((c.PromisedDays != null && (c.PromisedDueOn == null || c.PromisedDueOn <= horizon))
                    || (c.StatutoryDays != null && (c.StatutoryDueOn == null || c.StatutoryDueOn <= horizon))
                    || c.OwedUntilOn <= horizon
                    || c.Pauses.Any(pause => pause.Until == null && pause.ExpectedUntil <= horizon))));

    private static IQueryable<Case> Undelivered(IQueryable<Case> cases) => cases.Where(c => c.DecidedOn != null && c.DeliveryMetOn == null);
}
