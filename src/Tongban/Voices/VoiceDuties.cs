using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Voices;

/// <summary>What time itself does: due days that a newly published year makes known, and clocks that come to a threshold, told once each.</summary>
public sealed class VoiceDuties(TongbanDb db, HallClock clock, WorkCalendar calendar, ClockRules rules, CaseMoments moments)
{
    public async Task RunAsync(CancellationToken stop = default)
    {
        foreach (var id in await DueAsync(stop))
        {
            await OneAsync(id, stop);
        }
    }

    /// <summary>A supervisor takes note of all that this one's clock has raised.</summary>
    public async Task SeeAsync(Voice of, Guid accountId, CancellationToken stop = default)
    {
        foreach (var alert in await db.Set<VoiceAlert>().Where(alert => alert.VoiceId == of.Id && alert.SeenAt == null).ToListAsync(stop))
        {
            alert.See(accountId, moments.By(Actor.Staff(accountId)));
        }
    }

    private async Task<List<Guid>> DueAsync(CancellationToken stop)
    {
        var open = await db.Set<Voice>().AsNoTracking().IgnoreAutoIncludes().Where(one => one.Status != VoiceStatus.Closed).ToListAsync(stop);
        return [.. open.Where(one => one.DueOn is null || Come(one).Any()).Select(one => one.Id)];
    }

    private async Task OneAsync(Guid id, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.BeginAsync(stop);
        try
        {
            await db.LockAsync<Voice>([id], stop);
            var found = await db.Set<Voice>().SingleAsync(one => one.Id == id, stop);
            found.StateDays(calendar, clock.Now);
            var told = await db.Set<VoiceAlert>().Where(alert => alert.VoiceId == id).Select(alert => new { alert.Duty, alert.Round, alert.Threshold }).ToListAsync(stop);
            db.AddRange(Come(found).Where(one => !told.Contains(new { one.Clock.Duty, one.Clock.Round, one.Threshold })).Select(one => new VoiceAlert(found, one.Clock, one.Threshold, moments.By(Actor.System))));
            await db.SaveChangesAsync(stop);
            await transaction.CommitAsync(stop);
        }
        catch (Exception meanwhile) when (meanwhile is DbUpdateConcurrencyException or Refusal { Code: "voice-alert.raised-already" })
        {
            // Somebody was quicker, or the same work on another node; the next round looks again.
        }
    }

    private IEnumerable<(VoiceClock Clock, VoiceThreshold Threshold)> Come(Voice one) =>
        VoiceClock.Of(one, calendar, rules, clock.Today) is { } running ? running.Come().Select(threshold => (running, threshold)) : [];
}

/// <summary>Runs <see cref="VoiceDuties"/> every few minutes.</summary>
public sealed class VoiceDutiesWork(IServiceScopeFactory scopes, ILogger<VoiceDutiesWork> log) : TimedWork(scopes, log, TimeSpan.FromMinutes(5))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<VoiceDuties>().RunAsync(stop);
}
