using Microsoft.EntityFrameworkCore;
using Tongban.Enterprises;
using Tongban.Kernel;

namespace Tongban.Benefits.Months;

/// <summary>Adds up a year: what was given and reversed in each month, by kind.</summary>
public sealed class YearBooks(TongbanDb db, HallClock clock)
{
    public async Task<YearTable> OfAsync(int year, CancellationToken stop)
    {
        var (first, next) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var grants = db.Set<Grant>().IgnoreAutoIncludes();
        var given = await grants.Where(grant => grant.GrantedOn >= first && grant.GrantedOn <= next)
            .GroupBy(grant => new { grant.KindId, grant.GrantedOn.Month })
            .Select(group => new Sum(group.Key.Month, group.Key.KindId, group.LongCount(), group.Sum(grant => grant.Quantity), group.Sum(grant => grant.CostFen))).ToListAsync(stop);
        var back = await grants.Where(grant => grant.ReversedOn >= first && grant.ReversedOn <= next)
            .GroupBy(grant => new { grant.KindId, grant.ReversedOn!.Value.Month })
            .Select(group => new Sum(group.Key.Month, group.Key.KindId, group.LongCount(), group.Sum(grant => grant.Quantity), group.Sum(grant => grant.CostFen))).ToListAsync(stop);
        var helped = await grants.Where(grant => grant.ReversedAt == null && grant.GrantedOn >= first && grant.GrantedOn <= next).Select(grant => grant.EnterpriseId).Distinct().CountAsync(stop);
        var (begins, ends) = (clock.At(first, default), clock.At(next.AddDays(1), default));
        var registered = db.Set<Enterprise>().Where(enterprise => enterprise.RegisteredAt >= begins && enterprise.RegisteredAt < ends);
        return new(year, Rows(given, back), helped, await registered.CountAsync(stop), await registered.CountAsync(enterprise => enterprise.InFtz, stop));
    }

    private static IReadOnlyList<YearRow> Rows(List<Sum> given, List<Sum> back) =>
    [
        .. from key in given.Concat(back).Select(sum => (sum.Month, sum.KindId)).Distinct()
        let plus = given.Find(sum => (sum.Month, sum.KindId) == key)
        let minus = back.Find(sum => (sum.Month, sum.KindId) == key)
        orderby key.Month
        select new YearRow(key.Month, key.KindId, plus?.Count ?? 0, minus?.Count ?? 0, (plus?.Units ?? 0) - (minus?.Units ?? 0), (plus?.Fen ?? 0) - (minus?.Fen ?? 0)),
    ];

    private sealed record Sum(int Month, Guid KindId, long Count, long Units, long Fen);
}
