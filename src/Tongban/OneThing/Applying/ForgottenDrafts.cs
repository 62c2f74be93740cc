using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.OneThing;

/// <summary>Drafts that nobody has touched for <see cref="Bundle.DraftDays"/> days are forgotten, with all that was typed (个人信息保护法 Art. 19).</summary>
public sealed class ForgottenDrafts(TongbanDb db, HallClock clock, Drafting drafting)
{
    private const int AtOnce = 50;

    public async Task RunAsync(CancellationToken stop = default)
    {
        var before = clock.Now.AddDays(-Bundle.DraftDays);
        var old = await db.Set<Bundle>().Where(bundle => bundle.Status == BundleStatus.Draft && bundle.TouchedAt < before).OrderBy(bundle => bundle.TouchedAt).Take(AtOnce).ToListAsync(stop);
        foreach (var draft in old)
        {
            await drafting.DiscardAsync(draft, stop);
        }

        await db.SaveChangesAsync(stop);
    }
}

/// <summary>Runs <see cref="ForgottenDrafts"/> every hour.</summary>
public sealed class ForgottenDraftsWork(IServiceScopeFactory scopes, ILogger<ForgottenDraftsWork> log) : TimedWork(scopes, log, TimeSpan.FromHours(1))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<ForgottenDrafts>().RunAsync(stop);
}
