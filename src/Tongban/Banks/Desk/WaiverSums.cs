using Microsoft.EntityFrameworkCore;

namespace Tongban.Banks.Desk;

/// <summary>What a bank waived in a month.</summary>
public sealed record WaiverSum(Guid BankId, int Year, int Month, int Count, int Enterprises, long Fen);

/// <summary>Adds up what banks waived; what was reversed counts in no month.</summary>
public sealed class WaiverSums(TongbanDb db)
{
    /// <summary>By bank and month, newest first; of one bank, or of all.</summary>
    public async Task<IReadOnlyList<WaiverSum>> OfAsync(Guid? bankId, CancellationToken stop) =>
        await db.Set<Waiver>().Where(waiver => waiver.ReversedAt == null && (bankId == null || waiver.BankId == bankId))
            .GroupBy(waiver => new { waiver.BankId, waiver.WaivedOn.Year, waiver.WaivedOn.Month })
            .OrderByDescending(group => group.Key.Year).ThenByDescending(group => group.Key.Month).ThenBy(group => group.Key.BankId)
            .Select(group => new WaiverSum(group.Key.BankId, group.Key.Year, group.Key.Month, group.Count(), group.Select(waiver => waiver.EnterpriseId).Distinct().Count(), group.Sum(waiver => waiver.AmountFen)))
            .ToListAsync(stop);
}
