using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.People;

namespace Tongban.Cases.Printing;

[Needs(Permission.AcceptCases)]
public sealed class AtWindowModel(CasesInSight sight, CaseViews views) : PaperPage(views)
{
    public async Task<IActionResult> OnGetAsync(Guid id) =>
        await ShowAsync(await (await sight.OfMySitesAsync()).SingleOrDefaultAsync(c => c.Id == id), $"/staff/cases/{id}");
}
