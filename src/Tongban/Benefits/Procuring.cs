using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;

namespace Tongban.Benefits;

/// <summary>Enters what was bought, and closes months, inside the caller's transaction.</summary>
public sealed class Procuring(TongbanDb db, HallClock clock, Stock stock)
{
    /// <remarks>
    /// Refusals: <c>benefit.unknown-kind</c>, <c>benefit.unknown-fund</c>, <c>benefit.batch-code</c>, <c>benefit.batch-known</c>, <c>benefit.quantity-not-positive</c>,
    /// <c>benefit.price-not-positive</c>, <c>benefit.batch-too-large</c>, <c>benefit.received-later</c>, <c>benefit.month-closed</c>.
    /// </remarks>
    public async Task<ProcurementBatch> ReceiveAsync(BatchFacts facts, Actor by, CancellationToken stop = default)
    {
        var batch = new ProcurementBatch(db.CentreId, facts, clock.Now, by);
        Refusal.Unless(await db.Set<BenefitKind>().AnyAsync(kind => kind.Id == facts.KindId, stop), "benefit.unknown-kind");
        Refusal.Unless(await db.Set<BenefitFund>().AnyAsync(fund => fund.Id == facts.FundId, stop), "benefit.unknown-fund");
        Refusal.Unless(facts.ReceivedOn <= clock.Today, "benefit.received-later");
        await stock.HoldAsync([facts.KindId], stop);
        Refusal.Unless(!MonthClosing.Covers(await MonthClosing.LastAsync(db, stop), facts.ReceivedOn), "benefit.month-closed");
        db.Add(batch);
        await db.SaveChangesAsync(stop);
        return batch;
    }

    /// <summary>Takes units that were entered by mistake out of the books; never more than are left.</summary>
    /// <remarks>Refusals: <c>benefit.unknown-batch</c>, <c>benefit.batch-given</c> ({0} units left), those of <see cref="BatchReversal"/>.</remarks>
    public async Task ReverseAsync(Guid batchId, long quantity, string? reason, Actor by, CancellationToken stop = default)
    {
        var kind = await db.Set<ProcurementBatch>().Where(one => one.Id == batchId).Select(one => (Guid?)one.KindId).SingleOrDefaultAsync(stop);
        Refusal.Unless(kind is not null, "benefit.unknown-batch");
        await stock.HoldAsync([kind!.Value], stop);
        var batch = await db.Set<ProcurementBatch>().AsNoTracking().SingleAsync(one => one.Id == batchId, stop);
        var reversal = new BatchReversal(batch, quantity, reason, clock.Today, clock.Now, by);
        Refusal.Unless(quantity <= batch.Remaining, "benefit.batch-given", batch.Remaining);
        // Today's month is never closed: a month closes when it is over.
        db.Add(reversal);
        await stock.TakeAsync([(batchId, quantity)], stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>Closes a month that is over, with every month before it.</summary>
    /// <remarks>Refusals: <c>benefit.month-not-over</c>, <c>benefit.month-closed</c>.</remarks>
    public async Task CloseAsync(DateOnly month, Actor by, CancellationToken stop = default)
    {
        var first = MonthClosing.FirstOf(month);
        Refusal.Unless(first < MonthClosing.FirstOf(clock.Today), "benefit.month-not-over");
        await stock.HoldAsync(await db.Set<BenefitKind>().Select(kind => kind.Id).ToListAsync(stop), stop);
        Refusal.Unless(!MonthClosing.Covers(await MonthClosing.LastAsync(db, stop), first), "benefit.month-closed");
        db.Add(new MonthClosing(db.CentreId, first, clock.Now, by));
        await db.SaveChangesAsync(stop);
    }
}
