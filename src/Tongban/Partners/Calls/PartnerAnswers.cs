using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Kernel;
using Tongban.OneThing;
using Tongban.Partners.Access;
using Tongban.Shared.Api;

namespace Tongban.Partners.Calls;

/// <summary>Tells a step to its body's system, with the tag of the version that it shows.</summary>
public sealed class PartnerAnswers(TongbanDb db, StepsInSight sight, CurrentPartner partner, HallClock clock)
{
    /// <param name="view">The step.</param>
    /// <param name="http">The request, whose answer it is.</param>
    /// <param name="isKept">The answer of a change is kept to be given again: a person's data is not in it.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<PartnerStep> TellAsync(PartnerView view, HttpContext http, bool isKept, CancellationToken stop)
    {
        var its = view.Step.Case!;
        var files = await db.Set<CaseFile>().AsNoTracking().Where(file => file.CaseId == its.Id && file.MaterialKey != null).OrderBy(file => file.UploadedAt).ToListAsync(stop);
        http.Response.Headers.ETag = ApiValues.TagOf(its);
        return PartnerStep.Of(view, files, !isKept && await sight.InFullAsync(its.Id, partner.Actor, stop), clock);
    }
}
