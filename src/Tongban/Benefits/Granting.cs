using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Queue;
using Tongban.Shared.Rush;

namespace Tongban.Benefits;

/// <summary>
/// Gives benefits and takes them back, inside the caller's transaction: at the desk, in a step of a case and from a file by
/// the same rules.
/// </summary>
public sealed class Granting(TongbanDb db, HallClock clock, Stock stock, NewRows rows)
{
    /// <summary>The series of numbers of what is given here.</summary>
    private const string Series = "benefit.grants";

    /// <param name="enterpriseId">For whom.</param>
    /// <param name="kindCode"><c>seal_set</c>.</param>
    /// <param name="at">When it is given.</param>
    /// <param name="by">Who gives it.</param>
    /// <param name="caseId">The case in which it is given.</param>
    /// <param name="delivery"><c>hall</c> or <c>mail</c>.</param>
    /// <param name="stop">Stops it.</param>
    /// <remarks>
    /// Refusals: <c>benefit.unknown-kind</c>, <c>benefit.unknown-enterprise</c>, <c>benefit.delivery-unknown</c>, <c>benefit.before-registration</c>, <c>enterprise.cancelled</c>,
    /// <c>benefit.in-future</c>, <c>benefit.month-closed</c>, <c>benefit.already-granted</c>, <c>benefit.no-stock</c>.
    /// </remarks>
    public async Task<Grant> GrantAsync(Guid enterpriseId, string kindCode, DateTime at, Actor by, Guid? caseId, string delivery, CancellationToken stop = default)
    {
        var kindId = await db.Set<BenefitKind>().Where(kind => kind.Code == kindCode).Select(kind => kind.Id).SingleOrDefaultAsync(stop);
        Refusal.Unless(Deliveries.TryGetValue(delivery, out var how), "benefit.delivery-unknown");
        return (await GrantAllAsync([new(enterpriseId, kindId, at, how, by) { CaseId = caseId }], stop))[0].OrRefuse();
    }

    /// <summary>As many outcomes as orders; they are decided in their order, and one that is refused spoils no other.</summary>
    public async Task<IReadOnlyList<Outcome<Grant>>> GrantAllAsync(IReadOnlyList<GrantOrder> orders, CancellationToken stop)
    {
        await stock.HoldAsync([.. orders.Select(order => order.KindId).Distinct()], stop);
        var book = await OpenAsync(orders, stop);
        var outcomes = new List<Outcome<Grant>>(orders.Count);
        foreach (var order in orders)
        {
            outcomes.Add(await DecideAsync(book, order, stop));
        }

        await WriteAsync([.. outcomes.Select(outcome => outcome.Answer).OfType<Grant>()], stop);
        return outcomes;
    }

    /// <summary>Gives the units back to the very batches; the enterprise may get the kind again.</summary>
    /// <remarks>Refusals: <c>benefit.unknown-grant</c>, <c>benefit.already-reversed</c>, <c>benefit.reason-missing</c>, <c>benefit.reason-too-long</c>, <c>benefit.month-closed</c>.</remarks>
    public async Task ReverseAsync(Guid grantId, string? reason, Actor by, CancellationToken stop = default)
    {
        var kindId = await db.Set<Grant>().Where(one => one.Id == grantId).Select(one => (Guid?)one.KindId).SingleOrDefaultAsync(stop);
        Refusal.Unless(kindId is not null, "benefit.unknown-grant");
        await stock.HoldAsync([kindId!.Value], stop);
        var grant = await db.Set<Grant>().SingleAsync(one => one.Id == grantId, stop);
        Refusal.Unless(!MonthClosing.Covers(await MonthClosing.LastAsync(db, stop), clock.Today), "benefit.month-closed");
        grant.Reverse(reason, clock.Today, clock.Now, by);
        await stock.GiveBackAsync(grant.Lines.Select(line => (line.BatchId, line.Quantity)), stop);
        await db.SaveChangesAsync(stop);
    }

    /// <summary>By the codes that files and callers use.</summary>
    public static IReadOnlyDictionary<string, Delivery> Deliveries { get; } = new Dictionary<string, Delivery> { ["hall"] = Delivery.Hall, ["mail"] = Delivery.Mail };

    // The ids of a thousand orders are one parameter: as many as there are ids would be another statement for each count of them.
    private async Task<GrantBook> OpenAsync(IReadOnlyList<GrantOrder> orders, CancellationToken stop)
    {
        var kinds = orders.Select(order => order.KindId).Distinct().ToList();
        var enterprises = orders.Select(order => order.EnterpriseId).Distinct().ToList();
        var held = await db.Set<Grant>().Where(grant => EF.Parameter(enterprises).Contains(grant.OnlyForId!.Value) && kinds.Contains(grant.KindId))
            .Select(grant => new { grant.EnterpriseId, grant.KindId }).ToListAsync(stop);
        return new GrantBook(db.CentreId, clock.Now, clock.DayOf)
        {
            Kinds = await db.Set<BenefitKind>().AsNoTracking().Where(kind => kinds.Contains(kind.Id)).ToDictionaryAsync(kind => kind.Id, stop),
            Registered = await db.Set<Enterprise>().Where(one => EF.Parameter(enterprises).Contains(one.Id)).Select(one => new { one.Id, one.RegisteredAt, one.CancelledAt }).ToDictionaryAsync(one => one.Id, one => (one.RegisteredAt, one.CancelledAt), stop),
            Held = [.. held.Select(grant => (grant.EnterpriseId, grant.KindId))],
            Stock = await stock.OfAsync(kinds, stop),
            ClosedThrough = await MonthClosing.LastAsync(db, stop),
        };
    }

    private async Task<Outcome<Grant>> DecideAsync(GrantBook book, GrantOrder order, CancellationToken stop)
    {
        try
        {
            var decided = book.Decide(order);
            return book.Made(order.Number ?? await NextNumberAsync(decided.On, stop), order, decided);
        }
        catch (Refusal refusal)
        {
            return refusal;
        }
    }

    private async Task<string> NextNumberAsync(DateOnly on, CancellationToken stop) => $"B{on:yyyyMMdd}-{await NumberSeries.NextAsync(db, Series, on, stop):0000}";

    // One is saved with whatever else its caller has changed; many go past the change tracker.
    private async Task WriteAsync(List<Grant> grants, CancellationToken stop)
    {
        await stock.TakeAsync(grants.SelectMany(grant => grant.Lines).Select(line => (line.BatchId, line.Quantity)), stop);
        if (grants is [var one])
        {
            db.Add(one);
            await db.SaveChangesAsync(stop);
            return;
        }

        await rows.AddWithFactsAsync(grants);
        await rows.AddAsync(grants.SelectMany(grant => grant.Lines));
    }
}
