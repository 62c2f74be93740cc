using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases.Showing;
using Tongban.People;
using Tongban.Shared;

namespace Tongban.Cases.Watching;

/// <summary>A case as who watches over the clocks sees it: all of it, masked, and nothing to press.</summary>
[Needs(Permission.WatchCases)]
public sealed class ShowModel(CasesInSight sight, CaseViews views, Checking checking) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid Id { get; set; }

    public CaseView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await (await sight.WatchedAsync()).SingleOrDefaultAsync(c => c.Id == Id) is not { } found)
        {
            return NotFound();
        }

        View = await views.OfAsync(await checking.AsOfTodayAsync(found));
        return Page();
    }
}
