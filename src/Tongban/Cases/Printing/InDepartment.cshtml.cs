using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.People;

namespace Tongban.Cases.Printing;

[Needs(Permission.DecideCases)]
public sealed class InDepartmentModel(CasesInSight sight, CaseViews views) : PaperPage(views)
{
    public async Task<IActionResult> OnGetAsync(Guid id) =>
        await ShowAsync(await (await sight.OfMyDepartmentsAsync()).SingleOrDefaultAsync(c => c.Id == id), $"/staff/inbox/{id}");
}
