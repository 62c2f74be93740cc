using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Tongban.Citizens;

namespace Tongban.Cases;

/// <summary>Which cases this browser may see: those of the signed-in account, and those whose number and query code were given.</summary>
public sealed class ProgressAccess(TongbanDb db, IHttpContextAccessor http, IDataProtectionProvider protection, CurrentCitizen citizen)
{
    private readonly OpenedByCode opened = new(http, protection, "tb-case", "Tongban.Cases.Progress");

    /// <summary>The case of that number, if this browser may see it; however its letters were typed.</summary>
    public async Task<Case?> FindAsync(string number, CancellationToken stop = default)
    {
        var upper = number.ToUpperInvariant();
        return await db.Set<Case>().SingleOrDefaultAsync(c => c.Number == upper, stop) is { } found && Has(found) ? found : null;
    }

    public void Give(Guid caseId) => opened.Give(caseId);

    private bool Has(Case of) => (citizen.AccountId is { } account && of.AccountId == account) || opened.Has(of.Id);
}
