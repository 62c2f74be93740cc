using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Api;
using Tongban.Shared.Data;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>A refusal of a full time with the nearest free ones.</summary>
public sealed class NearestPlaces(TongbanDb db, OneWrite write, RecentlyFree recent, HallClock clock, Say say)
{
    /// <summary>Undoes the write first: what is offered is read as everybody sees it.</summary>
    public async Task<ProblemHttpResult> InsteadOfAsync(Refusal refusal, Guid slotId, IReadOnlyList<Guid> itemIds)
    {
        await write.UndoAsync();
        var nearest = (await recent.NearestAsync(db.CentreId, slotId, itemIds)).Select(time => FreeTime.Of(time, clock)).ToList();
        return ApiProblems.Of(refusal, say, more: new Dictionary<string, object?> { ["alternatives"] = nearest });
    }
}

/// <summary>
/// The free times nearest to a full one, for a second: of the thousands who find the same time full, one looks and the
/// others are told the same. What is booked is never decided by it.
/// </summary>
public sealed class RecentlyFree(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int Alternatives = 3;
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Question, Look> looks = new();

    public Task<IReadOnlyList<OfferedTime>> NearestAsync(Guid centreId, Guid slotId, IReadOnlyList<Guid> itemIds)
    {
        var now = time.GetTimestamp();
        foreach (var old in looks.Where(look => time.GetElapsedTime(look.Value.Since, now) > Lasts))
        {
            looks.TryRemove(old);
        }

        var question = new Question(centreId, slotId, string.Join(',', itemIds));
        return looks.GetOrAdd(question, _ => new Look(now, new(() => LookAsync(centreId, slotId, itemIds)))).Times.Value;
    }

    private async Task<IReadOnlyList<OfferedTime>> LookAsync(Guid centreId, Guid slotId, IReadOnlyList<Guid> itemIds)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<CurrentCentre>().Id = centreId;
        var slot = await services.GetRequiredService<TongbanDb>().Set<Slot>().AsNoTracking().SingleAsync(one => one.Id == slotId);
        var items = await services.GetRequiredService<BookableItems>().ByIdAsync(itemIds);
        var chosen = itemIds.Select(id => items.Single(item => item.Id == id)).ToList();
        var offer = await services.GetRequiredService<Offers>().OfAsync(slot.SiteId, new Choice(chosen, null).Matters, forStaff: false, moving: null, CancellationToken.None);
        return offer.Nearest(slot.StartsAt, Alternatives);
    }

    private sealed record Question(Guid CentreId, Guid SlotId, string Items);

    private sealed record Look(long Since, Lazy<Task<IReadOnlyList<OfferedTime>>> Times);
}
