using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Api;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Appointments.Online.Choosing;

/// <summary>A refusal of a full time with the nearest free ones.</summary>
public sealed class NearestPlaces(TongbanDb db, Offers offers, OneWrite write, HallClock clock, Say say)
{
    private const int Alternatives = 3;

    /// <summary>Undoes the write first: what is offered is read as everybody sees it.</summary>
    public async Task<ProblemHttpResult> InsteadOfAsync(Refusal refusal, Guid slotId, IReadOnlyList<BookableItem> items, CancellationToken stop)
    {
        await write.UndoAsync();
        var slot = await db.Set<Slot>().AsNoTracking().SingleAsync(one => one.Id == slotId, stop);
        var offer = await offers.OfAsync(slot.SiteId, new Choice(items, null).Matters, forStaff: false, moving: null, stop);
        var nearest = offer.Nearest(slot.StartsAt, Alternatives).Select(time => FreeTime.Of(time, clock)).ToList();
        return ApiProblems.Of(refusal, say, more: new Dictionary<string, object?> { ["alternatives"] = nearest });
    }
}
