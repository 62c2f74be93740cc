using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Tongban.Cases.Printing;

[AllowAnonymous]
public sealed class OfApplicantModel(TongbanDb db, ProgressAccess access, CaseViews views) : PaperPage(views)
{
    public async Task<IActionResult> OnGetAsync(string number)
    {
        var found = await db.Set<Case>().SingleOrDefaultAsync(c => c.Number == number);
        return await ShowAsync(found is not null && access.Has(found) ? found : null, $"/progress/{number}");
    }
}
