using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Mending;

/// <summary>What time itself does: due days that a newly published year makes known, and clocks that come to a threshold, told once each.</summary>
public sealed class MendingDuties(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules, CaseMoments moments)
{
    public async Task RunAsync(CancellationToken stop = default)
    {
        foreach (var id in await DueAsync(stop))
        {
            await OneAsync(id, stop);
        }
    }

    /// <summary>A supervisor takes note of all that this one's clocks have raised.</summary>
    public async Task SeeAsync(Rectification of, Guid accountId, CancellationToken stop = default)
    {
        foreach (var alert in await db.Set<RectificationAlert>().Where(alert => alert.RectificationId == of.Id && alert.SeenAt == null).ToListAsync(stop))
        {
            alert.See(accountId, moments.By(Actor.Staff(accountId)));
        }
    }

    // What is open is a few hundred at most: counted here, as the calendar counts.
    private async Task<List<Guid>> DueAsync(CancellationToken stop)
    {
        var open = await db.Set<Rectification>().AsNoTracking().IgnoreAutoIncludes()
            .Where(one => one.Status != RectificationStatus.Closed || (one.AppealedOn != null && one.AppealDecidedOn == null)).ToListAsync(stop);
        return [.. open.Where(one => one.DueOn is null || Near(one).Any()).Select(one => one.Id)];
    }

    private async Task OneAsync(Guid id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            await db.LockAsync<Rectification>([id], stop);
            var found = await db.Set<Rectification>().SingleAsync(one => one.Id == id, stop);
            found.StateDays(calendar, clock.Now);
            var told = await db.Set<RectificationAlert>().Where(alert => alert.RectificationId == id).Select(alert => new { alert.Duty, alert.Round, alert.Colour }).ToListAsync(stop);
            db.AddRange(Near(found).Where(one => !told.Contains(new { one.Duty, one.Round, one.Colour })).Select(one => new RectificationAlert(found, one, moments.By(Actor.System))));
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (Exception meanwhile) when (meanwhile is DbUpdateConcurrencyException or Refusal { Code: "rectification-alert.raised-already" })
        {
            // Somebody was quicker, or the same work on another node; the next round looks again.
        }
    }

    private IEnumerable<MendingClock> Near(Rectification one) => MendingClocks.Of(one, calendar, rules, clock.Today).Where(running => running.Colour != TermColour.Green);
}

/// <summary>Runs <see cref="MendingDuties"/> every few minutes.</summary>
public sealed class MendingDutiesWork(IServiceScopeFactory scopes, ILogger<MendingDutiesWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(5))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<MendingDuties>().RunAsync(stop);
}
