using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;
using Tongban.Shared.Rush;

namespace Tongban.Banks;

/// <summary>Records that a bank took no fee, inside the caller's transaction: at the bank's desk, in a step of a case and from a file by the same rules.</summary>
public sealed class Waiving(TongbanDb db, HallClock clock, NewRows rows)
{
    /// <remarks>Refusals: <c>bank.unknown-fee</c>, <c>bank.unknown-enterprise</c>, <c>bank.before-registration</c>, <c>bank.in-future</c>, <c>bank.fee-not-waived-then</c>, <c>bank.already-waived</c>, <c>enterprise.cancelled</c>.</remarks>
    public Task<Waiver> WaiveAsync(Guid enterpriseId, Guid feeId, DateTime at, Actor by, CancellationToken stop = default) => WaiveAsync(new WaiverOrder(enterpriseId, feeId, at, by), stop);

    /// <summary>The same, with what else is known of it.</summary>
    public async Task<Waiver> WaiveAsync(WaiverOrder order, CancellationToken stop = default)
    {
        var waiver = (await DecideAsync([order], stop))[0].OrRefuse();
        db.Add(waiver);
        await db.SaveChangesAsync(stop);
        return waiver;
    }

    /// <summary>As many outcomes as orders, in their order; one that is refused spoils no other.</summary>
    public async Task<IReadOnlyList<Outcome<Waiver>>> WaiveAllAsync(IReadOnlyList<WaiverOrder> orders, CancellationToken stop)
    {
        var outcomes = await DecideAsync(orders, stop);
        await rows.AddWithFactsAsync([.. outcomes.Select(outcome => outcome.Answer).OfType<Waiver>()]);
        return outcomes;
    }

    /// <summary>A waiver that was recorded by mistake counts no more; two who reverse it at once meet at its version.</summary>
    /// <remarks>Refusals: those of <see cref="Waiver.Reverse"/>.</remarks>
    public async Task ReverseAsync(Waiver waiver, string? reason, Actor by, CancellationToken stop = default)
    {
        waiver.Reverse(reason, clock.Now, by);
        await db.SaveChangesAsync(stop);
    }

    private async Task<IReadOnlyList<Outcome<Waiver>>> DecideAsync(IReadOnlyList<WaiverOrder> orders, CancellationToken stop)
    {
        var (enterprises, fees) = (orders.Select(order => order.EnterpriseId).Distinct().ToList(), orders.Select(order => order.FeeId).Distinct().ToList());
        var known = await db.Set<WaivedFee>().AsNoTracking().Where(fee => EF.Parameter(fees).Contains(fee.Id)).ToDictionaryAsync(fee => fee.Id, stop);
        var registered = await db.Set<Enterprise>().Where(one => EF.Parameter(enterprises).Contains(one.Id)).Select(one => new { one.Id, one.RegisteredAt, one.CancelledAt }).ToDictionaryAsync(one => one.Id, one => (From: one.RegisteredAt, Until: one.CancelledAt), stop);
        var waived = await db.Set<Waiver>().Where(waiver => EF.Parameter(enterprises).Contains(waiver.EnterpriseId) && waiver.ReversedAt == null).Select(waiver => new { waiver.EnterpriseId, waiver.FeeId }).ToListAsync(stop);
        HashSet<(Guid, Guid)> taken = [.. waived.Select(waiver => (waiver.EnterpriseId, waiver.FeeId))];
        return [.. orders.Select(order => Decide(order, known, registered, taken))];
    }

    private Outcome<Waiver> Decide(WaiverOrder order, Dictionary<Guid, WaivedFee> fees, Dictionary<Guid, (DateTime From, DateTime? Until)> registered, HashSet<(Guid Enterprise, Guid Fee)> taken)
    {
        var on = clock.DayOf(order.At);
        Refusal? refused =
            !fees.TryGetValue(order.FeeId, out var fee) ? new Refusal("bank.unknown-fee")
            : !registered.TryGetValue(order.EnterpriseId, out var since) ? new Refusal("bank.unknown-enterprise")
            : order.Claim is { } claim && claim.AmountFen != fee.AmountFen ? new Refusal("bank.amount-mismatch")
            : !fee.Validity.Holds(on) ? new Refusal("bank.fee-not-waived-then")
            : order.At < since.From ? new Refusal("bank.before-registration")
            : order.At >= since.Until ? new Refusal("enterprise.cancelled")
            : order.At > clock.Now ? new Refusal("bank.in-future")
            : order.Claim is { InHours: false } ? new Refusal("bank.outside-hours")
            : !taken.Add((order.EnterpriseId, order.FeeId)) ? new Refusal("bank.already-waived")
            : null;
        return refused is null ? new Waiver(db.CentreId, order, fee!, on, clock.Now) : refused;
    }
}
