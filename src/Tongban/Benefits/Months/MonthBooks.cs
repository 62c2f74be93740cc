using Microsoft.EntityFrameworkCore;

namespace Tongban.Benefits.Months;

/// <summary>Adds up the books of a month from the grants' lines, and holds them against the stock and the grants' own sums.</summary>
public sealed class MonthBooks(TongbanDb db)
{
    public async Task<MonthReport> OfAsync(DateOnly month, CancellationToken stop)
    {
        var (first, next) = (month, month.AddMonths(1));
        var batches = await db.Set<ProcurementBatch>().AsNoTracking().OrderBy(batch => batch.ReceivedOn).ThenBy(batch => batch.Code).ToListAsync(stop);
        var moved = await MovedAsync(first, next, stop);
        var rows = batches.Where(batch => batch.ReceivedOn < next).Select(batch => RowOf(batch, moved.GetValueOrDefault(batch.Id, Moves.None), first)).ToList();
        List<MonthSum> sums = [.. rows.GroupBy(row => (row.KindId, row.FundId)).Select(group => new MonthSum(group.Key.KindId, group.Key.FundId, [.. group]))];
        return new(month, sums, [.. Stocks(batches, moved), .. await CostsAsync(sums, first, next, stop)]);
    }

    private static MonthRow RowOf(ProcurementBatch batch, Moves moves, DateOnly first)
    {
        var isNew = batch.ReceivedOn >= first;
        return new(batch.Code, batch.KindId, batch.FundId, batch.ReceivedOn, batch.UnitPriceFen)
        {
            Opening = isNew ? 0 : batch.Quantity - moves.GrantedBefore + moves.ReversedBefore - moves.TakenOutBefore,
            Received = isNew ? batch.Quantity : 0,
            Granted = moves.Granted,
            Reversed = moves.Reversed,
            TakenOut = moves.TakenOut,
        };
    }

    // What is left by the lines must be what is left by the counter that grants are guarded by.
    private static IEnumerable<MonthFault> Stocks(List<ProcurementBatch> batches, Dictionary<Guid, Moves> moved) =>
        from batch in batches
        let moves = moved.GetValueOrDefault(batch.Id, Moves.None)
        let left = batch.Quantity - moves.Out + moves.Back - moves.TakenOutEver
        where left != batch.Remaining
        select new MonthFault("benefits.fault-stock", batch.Code, left, batch.Remaining);

    // What the lines cost must be what the grants say they cost.
    private async Task<IEnumerable<MonthFault>> CostsAsync(List<MonthSum> sums, DateOnly first, DateOnly next, CancellationToken stop)
    {
        var kinds = await db.Set<BenefitKind>().ToDictionaryAsync(kind => kind.Id, kind => kind.Code, stop);
        var granted = await db.Set<Grant>().Where(grant => grant.GrantedOn >= first && grant.GrantedOn < next)
            .GroupBy(grant => grant.KindId).Select(kind => new { kind.Key, Fen = kind.Sum(grant => grant.CostFen) }).ToDictionaryAsync(kind => kind.Key, kind => kind.Fen, stop);
        var reversed = await db.Set<Grant>().Where(grant => grant.ReversedOn >= first && grant.ReversedOn < next)
            .GroupBy(grant => grant.KindId).Select(kind => new { kind.Key, Fen = kind.Sum(grant => grant.CostFen) }).ToDictionaryAsync(kind => kind.Key, kind => kind.Fen, stop);
        return kinds.SelectMany(kind => PairsOf(kind.Key).Where(pair => pair.Lines != pair.Grants).Select(pair => new MonthFault(pair.What, kind.Value, pair.Lines, pair.Grants)));

        (string What, long Lines, long Grants)[] PairsOf(Guid kind) =>
        [
            ("benefits.fault-granted", sums.Where(sum => sum.KindId == kind).Sum(sum => sum.GrantedFen), granted.GetValueOrDefault(kind)),
            ("benefits.fault-reversed", sums.Where(sum => sum.KindId == kind).Sum(sum => sum.ReversedFen), reversed.GetValueOrDefault(kind)),
        ];
    }

    private async Task<Dictionary<Guid, Moves>> MovedAsync(DateOnly first, DateOnly next, CancellationToken stop)
    {
        var moved = await (
            from line in db.Set<GrantLine>()
            join grant in db.Set<Grant>().IgnoreAutoIncludes() on line.GrantId equals grant.Id
            group new { line.Quantity, grant.GrantedOn, grant.ReversedOn } by line.BatchId into batch
            select new
            {
                batch.Key,
                Out = batch.Sum(one => one.Quantity),
                Back = batch.Sum(one => one.ReversedOn != null ? one.Quantity : 0),
                GrantedBefore = batch.Sum(one => one.GrantedOn < first ? one.Quantity : 0),
                Granted = batch.Sum(one => one.GrantedOn >= first && one.GrantedOn < next ? one.Quantity : 0),
                ReversedBefore = batch.Sum(one => one.ReversedOn < first ? one.Quantity : 0),
                Reversed = batch.Sum(one => one.ReversedOn >= first && one.ReversedOn < next ? one.Quantity : 0),
            }).ToListAsync(stop);
        var moves = moved.ToDictionary(batch => batch.Key, batch => new Moves(batch.Out, batch.Back, batch.GrantedBefore, batch.Granted, batch.ReversedBefore, batch.Reversed));
        foreach (var taken in await TakenOutAsync(first, next, stop))
        {
            moves[taken.BatchId] = moves.GetValueOrDefault(taken.BatchId, Moves.None) with { TakenOutEver = taken.Ever, TakenOutBefore = taken.Before, TakenOut = taken.Now };
        }

        return moves;
    }

    private async Task<List<Taken>> TakenOutAsync(DateOnly first, DateOnly next, CancellationToken stop) => await db.Set<BatchReversal>()
        .GroupBy(reversal => reversal.BatchId)
        .Select(batch => new Taken(
            batch.Key, batch.Sum(one => one.Quantity), batch.Sum(one => one.ReversedOn < first ? one.Quantity : 0), batch.Sum(one => one.ReversedOn >= first && one.ReversedOn < next ? one.Quantity : 0)))
        .ToListAsync(stop);

    private sealed record Taken(Guid BatchId, long Ever, long Before, long Now);

    private sealed record Moves(long Out, long Back, long GrantedBefore, long Granted, long ReversedBefore, long Reversed)
    {
        public long TakenOutEver { get; init; }

        public long TakenOutBefore { get; init; }

        public long TakenOut { get; init; }

        public static Moves None { get; } = new(0, 0, 0, 0, 0, 0);
    }
}
