using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Data;

namespace Tongban.Voices.Hotline;

/// <summary>
/// Calls that became no voice are forgotten after the days of the rules, with number, name and words (个人信息保护法 Art. 19):
/// those that nobody finished or that said nothing soon, those answered at once when their history is of no more use.
/// </summary>
public sealed class ForgottenCalls(TongbanDb db, HallClock clock, VoiceRules rules)
{
    public async Task RunAsync(CancellationToken stop = default)
    {
        var (drafts, answered) = (clock.Now.AddDays(-rules.CallDraftDays.Value), clock.Now.AddDays(-rules.CallDays.Value));
        await using var transaction = await db.BeginAsync(stop);
        await db.Set<HotlineCall>()
            .Where(call => call.VoiceId == null && ((call.Status != HotlineCallStatus.Answered && call.SavedAt < drafts) || (call.Status == HotlineCallStatus.Answered && call.SavedAt < answered)))
            .ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }
}

/// <summary>Runs <see cref="ForgottenCalls"/> every hour.</summary>
public sealed class ForgottenCallsWork(IServiceScopeFactory scopes, ILogger<ForgottenCallsWork> log) : TimedWork(scopes, log, TimeSpan.FromHours(1))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<ForgottenCalls>().RunAsync(stop);
}
