using Microsoft.EntityFrameworkCore;
using Tongban.Banks;
using Tongban.Kernel;

namespace Tongban.OneThing;

/// <summary>Fees that a bank does not take, recorded in its own step by the same activity as at its desk.</summary>
public sealed class BankFees(TongbanDb db, HallClock clock, Waiving waiving, Consequences consequences)
{
    /// <summary>What the step's bank waives today; none where the body is no bank or the step records none.</summary>
    public async Task<IReadOnlyList<WaivedFee>> OfAsync(StepView step, CancellationToken stop = default)
    {
        if (!step.Content.Waives)
        {
            return [];
        }

        var fees = await (from fee in db.Set<WaivedFee>().AsNoTracking() join bank in db.Set<Bank>() on fee.BankId equals bank.Id where bank.DepartmentId == step.Body.Id orderby fee.Code select fee).ToListAsync(stop);
        return [.. fees.Where(fee => fee.Validity.Holds(clock.Today))];
    }

    /// <summary>Records the fees for the enterprise, each once.</summary>
    /// <remarks>Refusals: <c>bank.unknown-fee</c>, <c>onething.no-enterprise</c>, those of <see cref="Waiving"/>.</remarks>
    public async Task WaiveAsync(BundleView view, StepView step, IReadOnlyCollection<Guid> fees, Actor by, CancellationToken stop = default)
    {
        if (fees.Count == 0)
        {
            return;
        }

        var offered = await OfAsync(step, stop);
        Refusal.Unless(fees.All(fee => offered.Any(one => one.Id == fee)), "bank.unknown-fee");
        var enterprise = await consequences.EnterpriseOfAsync(view.Form, stop);
        foreach (var fee in fees.Distinct())
        {
            await waiving.WaiveAsync(new WaiverOrder(enterprise, fee, clock.Now, by) { CaseId = step.Case!.Id }, stop);
        }
    }

    /// <summary>What banks waived in the steps of a bundle and stands.</summary>
    public async Task<IReadOnlyList<(string NameZh, string NameEn, long AmountFen)>> WaivedInAsync(Bundle bundle, CancellationToken stop = default)
    {
        var cases = bundle.Steps.Select(step => step.CaseId).OfType<Guid>().ToList();
        var rows = await (
            from waiver in db.Set<Waiver>().Where(waiver => cases.Contains(waiver.CaseId!.Value) && waiver.ReversedAt == null)
            join fee in db.Set<WaivedFee>() on waiver.FeeId equals fee.Id
            orderby fee.Code
            select new { fee.NameZh, fee.NameEn, waiver.AmountFen }).ToListAsync(stop);
        return [.. rows.Select(row => (row.NameZh, row.NameEn, row.AmountFen))];
    }
}
