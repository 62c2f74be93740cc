using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Tongban.Halls;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Shared.Data;

namespace Tongban.Appointments.Planning;

/// <summary>
/// Opens the slots of the days that may be booked, as the opening hours want them. Run again it changes nothing; it
/// never deletes. Slots outside of changed hours are closed for new bookings and those that exist stay as they are.
/// </summary>
public sealed class SlotPlanning(TongbanDb db, HallClock clock, Openings openings, SlotHoursReader hours, HallOrders orders, WriteGate gate, IOptions<BookingPolicy> policy)
{
    /// <summary>How far ahead an open day is looked for: longer than any holiday.</summary>
    private const int FurthestDays = 60;

    private const int Tries = 4;

    /// <summary>Somebody waits for the slots.</summary>
    private static readonly Pace Wanted = new(AtOnce: 50, StepsBack: false);

    /// <summary>Nobody waits for the slots, and perhaps somebody for the database.</summary>
    private static readonly Pace ByTheClock = new(AtOnce: 10, StepsBack: true);

    /// <summary>All sites, by the clock: whoever writes meanwhile comes first. Answers how many slots were opened, closed or reopened.</summary>
    public async Task<int> ExtendAllAsync(CancellationToken stop)
    {
        var changed = 0;
        foreach (var site in await db.Set<Site>().Select(site => site.Id).ToListAsync(stop))
        {
            changed += await ExtendAsync(site, ByTheClock, stop);
        }

        return changed;
    }

    /// <summary>One site, just before its days are shown; writes only where something is missing.</summary>
    public Task<int> ExtendAsync(Guid siteId, CancellationToken stop) => ExtendAsync(siteId, Wanted, stop);

    private async Task<int> ExtendAsync(Guid siteId, Pace pace, CancellationToken stop)
    {
        var calendar = await openings.OfAsync(siteId);
        var days = BookableDays(calendar);
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            var diff = await DiffAsync(siteId, days, stop);
            if (await AreAppliedAsync(siteId, diff, pace, stop))
            {
                return diff.Count;
            }
        }

        return 0;
    }

    /// <summary>The open days from today on, as many as the policy says; today while it lasts; none that is not published.</summary>
    public IReadOnlyList<DateOnly> BookableDays(OpeningCalendar calendar) =>
        [.. Enumerable.Range(0, FurthestDays).Select(clock.Today.AddDays).Where(day => IsOpenYet(calendar, day)).Take(policy.Value.DaysAhead)];

    /// <summary>The last published day, where it is the reason that fewer days may be booked than usual.</summary>
    public DateOnly? CutShortOn(OpeningCalendar calendar) =>
        calendar.LastKnownDay < clock.Today.AddDays(FurthestDays) && BookableDays(calendar).Count < policy.Value.DaysAhead ? calendar.LastKnownDay : null;

    private bool IsOpenYet(OpeningCalendar calendar, DateOnly day) =>
        calendar.SpansOf(day).Any(span => clock.At(day, span.Closes) > clock.Now);

    // The days to open, and those that have slots already: one of them may be closed by now.
    private async Task<SlotDiff> DiffAsync(Guid siteId, IReadOnlyList<DateOnly> days, CancellationToken stop)
    {
        var open = await hours.OfAsync(siteId, null, stop);
        var rules = await db.Set<SlotRule>().AsNoTracking().ToDictionaryAsync(rule => rule.GroupId, rule => rule.Measure, stop);
        var today = clock.Today;
        var existing = (await db.Set<Slot>().AsNoTracking().Where(slot => slot.SiteId == siteId && slot.On >= today).ToListAsync(stop)).ToLookup(slot => (slot.GroupId, slot.On));
        // What the end of the day has closed stays closed until the manager opens the day again.
        var closed = await orders.IsClosedAsync(siteId, stop) ? today : (DateOnly?)null;
        var diff = new SlotDiff(clock);
        foreach (var group in open.Groups.Union(existing.Select(slots => slots.Key.GroupId)))
        {
            var measure = rules.GetValueOrDefault(group, SlotMeasure.Usual);
            var concerned = days.Union(existing.Where(slots => slots.Key.GroupId == group).Select(slots => slots.Key.On)).Where(day => day != closed).ToList();
            concerned.ForEach(day => diff.Compare(group, day, measure, open.PlanOf(group, day), [.. existing[(group, day)]]));
        }

        return diff;
    }

    private async Task<bool> AreAppliedAsync(Guid siteId, SlotDiff diff, Pace pace, CancellationToken stop)
    {
        foreach (var part in diff.InParts(pace.AtOnce))
        {
            if (!await IsAppliedAsync(siteId, part, stop))
            {
                return false;
            }

            if (pace.StepsBack)
            {
                await gate.StepBackAsync(stop);
            }
        }

        return true;
    }

    // Another node may be planning the same day: its slots are as good as ours, so we look again at what is missing.
    // Two who open the same slots in another order would wait for each other; PostgreSQL ends one of them.
    private async Task<bool> IsAppliedAsync(Guid siteId, SlotChanges part, CancellationToken stop)
    {
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            await WriteAsync(siteId, part, stop);
            await transaction.CommitAsync(stop);
            return true;
        }
        catch (Exception meanwhile) when (meanwhile is Refusal { Code: "slot.already-there" or "slot.already-closed" or "slot.not-closed" or "request.changed-meanwhile" } or DbUpdateConcurrencyException || DatabaseTrouble.IsConflict(meanwhile))
        {
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task WriteAsync(Guid siteId, SlotChanges part, CancellationToken stop)
    {
        db.AddRange(part.Open.Select(wanted => new Slot(
            db.CentreId, siteId, wanted.GroupId, wanted.On, wanted.StartsAt, wanted.EndsAt, wanted.Public, wanted.Staff, clock.Now, Actor.System)));
        var ids = part.Close.Concat(part.Reopen).ToList();
        foreach (var slot in (await db.Set<Slot>().Where(slot => ids.Contains(slot.Id)).ToListAsync(stop)).OrderBy(slot => slot.Id))
        {
            if (part.Close.Contains(slot.Id))
            {
                slot.Close(clock.Now, Actor.System);
            }
            else
            {
                slot.Reopen(clock.Now, Actor.System);
            }
        }

        await db.SaveChangesAsync(stop);
    }

    /// <summary>How slots are written.</summary>
    /// <param name="AtOnce">So many in one transaction: a new day has hundreds, and those who book at that moment wait for it.</param>
    /// <param name="StepsBack">Between two transactions, for those who write meanwhile.</param>
    private sealed record Pace(int AtOnce, bool StepsBack);
}
