using Tongban.Cases;
using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>统一出件: all results of a one-thing go out together, at a window or by post.</summary>
public sealed class HandingOver(BundleViews views, Work work, HallClock clock, BundleMessages messages)
{
    /// <param name="held">The whole, its row held.</param>
    /// <param name="note">Whose identity was checked, or the tracking number.</param>
    /// <param name="by">Who hands it over.</param>
    /// <param name="stop">Stops it.</param>
    /// <remarks>Refusals: <c>onething.not-now</c>, <c>onething.delivered-already</c>, those of a case's delivery.</remarks>
    public async Task DoAsync(Bundle held, string? note, Actor by, CancellationToken stop = default)
    {
        held.Deliver(clock.Now, by);
        foreach (var step in (await views.OfAsync(held, stop)).Steps.Where(step => step.Case is { Status: CaseStatus.Closed, DeliveredAt: null }))
        {
            work.Deliver(step.Case!, held.Delivery, note, by);
        }

        if (held.Delivery == DeliveryWay.Post)
        {
            await messages.PostedAsync(held);
        }
    }
}
