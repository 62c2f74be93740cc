using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared.Data;

namespace Tongban.Benefits;

/// <summary>
/// What is left of batches, taken and given back by guarded statements inside the caller's transaction. A kind is one book:
/// whoever writes in it holds its row until the end, so nobody decides on a stock that somebody else is changing; the
/// statement's "where" and the table's check stay the last word.
/// </summary>
public sealed class Stock(TongbanDb db)
{
    /// <summary>Waits until nobody else writes in the books of these kinds.</summary>
    public Task HoldAsync(IReadOnlyCollection<Guid> kindIds, CancellationToken stop) => db.Database.CurrentTransaction is null
        ? throw new InvalidOperationException("Benefits move in the transaction that gives them.")
        : db.LockAsync<BenefitKind>(kindIds, stop);

    /// <summary>What is left of these kinds, in the order of use.</summary>
    public async Task<ILookup<Guid, StockLine>> OfAsync(IReadOnlyCollection<Guid> kindIds, CancellationToken stop)
    {
        var batches = await db.Set<ProcurementBatch>().AsNoTracking().Where(batch => kindIds.Contains(batch.KindId) && batch.Remaining > 0).ToListAsync(stop);
        return batches.GroupBy(batch => batch.KindId)
            .SelectMany(kind => Fifo.InOrder(kind.Select(batch => new StockLine(batch.Id, batch.Code, batch.ReceivedOn, batch.UnitPriceFen) { Left = batch.Remaining })).Select(line => (Kind: kind.Key, Line: line)))
            .ToLookup(pair => pair.Kind, pair => pair.Line);
    }

    /// <remarks>Refusal: <c>benefit.no-stock</c>.</remarks>
    public async Task TakeAsync(IEnumerable<(Guid BatchId, long Quantity)> portions, CancellationToken stop)
    {
        foreach (var (id, quantity) in ByBatch(portions))
        {
            var taken = await db.Set<ProcurementBatch>().Where(batch => batch.Id == id && batch.Remaining >= quantity)
                .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Remaining, batch => batch.Remaining - quantity).SetProperty(batch => batch.Version, batch => batch.Version + 1), stop);
            Refusal.Unless(taken == 1, "benefit.no-stock");
        }
    }

    public async Task GiveBackAsync(IEnumerable<(Guid BatchId, long Quantity)> portions, CancellationToken stop)
    {
        foreach (var (id, quantity) in ByBatch(portions))
        {
            var given = await db.Set<ProcurementBatch>().Where(batch => batch.Id == id && batch.Remaining + quantity <= batch.Quantity)
                .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Remaining, batch => batch.Remaining + quantity).SetProperty(batch => batch.Version, batch => batch.Version + 1), stop);
            if (given != 1)
            {
                throw new InvalidOperationException($"The batch {id} would hold more than was received.");
            }
        }
    }

    private static IEnumerable<(Guid Id, long Quantity)> ByBatch(IEnumerable<(Guid BatchId, long Quantity)> portions) =>
        portions.GroupBy(portion => portion.BatchId).Select(batch => (batch.Key, batch.Sum(portion => portion.Quantity))).OrderBy(batch => batch.Key);
}
