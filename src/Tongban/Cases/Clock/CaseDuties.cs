using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Cases;

/// <summary>
/// What time itself does to cases: deemed acceptance, due days that a newly published year makes known, promises whose
/// day has passed, and what a leader is told. Pages check the same on use; this only sees to it that nothing waits for
/// somebody to look.
/// </summary>
public sealed class CaseDuties(TongbanDb db, HallClock clock, CaseMoments moments, Checking checking, Escalation escalation)
{
    private const int AtOnce = 100;

    public async Task RunAsync(CancellationToken stop = default)
    {
        foreach (var id in await DueAsync(stop))
        {
            await OneAsync(id, found => checking.DeemIfDueAsync(found, stop), stop);
        }

        foreach (var id in await UndatedAsync(stop))
        {
            await OneAsync(id, StateDays, stop);
        }

        foreach (var id in await OwedAsync(stop))
        {
            await OneAsync(id, checking.TellOwedAsync, stop);
        }

        foreach (var id in await escalation.DueAsync(stop))
        {
            await OneAsync(id, found => escalation.RaiseAsync(found, stop), stop);
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken stop) =>
        await db.Set<Case>().Where(c => c.NoticeDueOn < clock.Today).OrderBy(c => c.NoticeDueOn).Select(c => c.Id).Take(AtOnce).ToListAsync(stop);

    private async Task<List<Guid>> UndatedAsync(CancellationToken stop) =>
        await db.Set<Case>()
            .Where(c =>
                ((c.Status == CaseStatus.Received || c.Status == CaseStatus.Supplemented) && c.NoticeDueOn == null)
                || (c.Status == CaseStatus.Accepted && !c.Pauses.Any(pause => pause.Until == null)
                    && ((c.PromisedDays != null && c.PromisedDueOn == null) || (c.StatutoryDays != null && c.StatutoryDueOn == null)))
                || (c.DecidedOn != null && c.DeliveryMetOn == null && c.DeliveryDueOn == null))
            .OrderBy(c => c.ReceivedAt).Select(c => c.Id).Take(AtOnce).ToListAsync(stop);

    private async Task<List<Guid>> OwedAsync(CancellationToken stop) =>
        await db.Set<Case>()
            .Where(c => c.Status == CaseStatus.Accepted && c.OwedUntilOn < clock.Today && c.OwedToldAt == null && c.Materials.Any(material => material.State == MaterialState.Owed))
            .OrderBy(c => c.OwedUntilOn).Select(c => c.Id).Take(AtOnce).ToListAsync(stop);

    private Task<bool> StateDays(Case found) => Task.FromResult(found.StateDays(moments.By(Actor.System)));

    // One transaction each: a colleague at work on one case does not hold up the others. Every node has this work: it
    // takes the row before it reads, so that the second sees what the first has done, in the case and in its parts.
    private async Task OneAsync(Guid id, Func<Case, Task<bool>> act, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            await db.LockAsync<Case>([id], stop);
            if (await act(await db.Set<Case>().SingleAsync(c => c.Id == id, stop)))
            {
                await db.SaveChangesAsync(stop);
            }

            await transaction.CommitAsync(stop);
        }
        catch (Exception meanwhile) when (meanwhile is DbUpdateConcurrencyException or Refusal { Code: "request.changed-meanwhile" or "case-alert.raised-already" })
        {
            // Somebody was quicker, or the same work on another node; the next round looks again.
        }
    }
}

/// <summary>Runs <see cref="CaseDuties"/> every few minutes.</summary>
public sealed class CaseDutiesWork(IServiceScopeFactory scopes, ILogger<CaseDutiesWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(5))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<CaseDuties>().RunAsync(stop);
}
