using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.OneThing;
using Tongban.Partners.Access;

namespace Tongban.Partners.Calls;

/// <summary>A step with the whole of which it is a part.</summary>
public sealed record PartnerView(BundleView Whole, StepView Step);

/// <summary>A partner's steps, looked up through what its body may see: another body's is not there.</summary>
public sealed class PartnerSteps(TongbanDb db, StepsInSight sight, BundleViews views, Progressing progressing, CurrentPartner partner)
{
    /// <summary>All steps of the body; whoever has none sees none.</summary>
    public IQueryable<Case> All => sight.OfBody(partner.Client.DepartmentId ?? Guid.Empty);

    /// <summary>Null where there is no such step, or it was begun anew as another.</summary>
    public async Task<PartnerView?> SeeAsync(Guid id, CancellationToken stop) =>
        await BundleOfAsync(id, stop) is { } bundle ? await OfAsync(await db.Set<Bundle>().SingleAsync(one => one.Id == bundle, stop), id, stop) : null;

    /// <summary>The same to work on: whoever else works on the whole waits until this write has ended.</summary>
    public async Task<PartnerView?> HoldAsync(Guid id, CancellationToken stop) =>
        await BundleOfAsync(id, stop) is { } bundle ? await OfAsync(await progressing.HoldAsync(bundle, stop), id, stop) : null;

    private Task<Guid?> BundleOfAsync(Guid id, CancellationToken stop) => All.Where(its => its.Id == id).Select(its => its.BundleId).SingleOrDefaultAsync(stop);

    private async Task<PartnerView?> OfAsync(Bundle bundle, Guid id, CancellationToken stop)
    {
        var whole = await views.OfAsync(bundle, stop);
        return whole.Steps.SingleOrDefault(step => step.Case?.Id == id) is { } step ? new(whole, step) : null;
    }
}
