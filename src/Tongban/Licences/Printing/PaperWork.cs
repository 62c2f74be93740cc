using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Licences.Printing;

/// <summary>Makes what is wanted and not there yet; what fails is tried again, later and later.</summary>
public sealed class PaperDuties(TongbanDb db, HallClock clock, PaperMaking making, ILogger<PaperDuties> log)
{
    private const int AtOnce = 50;

    /// <summary>One round; answers how many were made.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        var due = await db.Set<SignedPaper>().Where(paper => paper.Hash == null && paper.NextTryAt <= clock.Now).OrderBy(paper => paper.NextTryAt).Select(paper => paper.Id).Take(AtOnce).ToListAsync(stop);
        var made = 0;
        foreach (var id in due)
        {
            made += await TryAsync(id, stop) is null ? 0 : 1;
        }

        return made;
    }

    /// <summary>Null when it could not be made now.</summary>
    public async Task<SignedPaper?> TryAsync(Guid id, CancellationToken stop)
    {
        try
        {
            return await making.MakeAsync(id, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The signed paper {Id} could not be made; it is tried again", id);
            await making.FailedAsync(id, stop);
            return null;
        }
    }
}

/// <summary>Runs <see cref="PaperDuties"/> every few seconds.</summary>
public sealed class PaperWork(IServiceScopeFactory scopes, ILogger<PaperWork> log) : TimedWork(scopes, log, TimeSpan.FromSeconds(5))
{
    protected override Task RunAsync(IServiceProvider services, CancellationToken stop) => services.GetRequiredService<PaperDuties>().RunAsync(stop);
}
