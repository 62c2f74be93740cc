using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;

namespace Tongban.Cases.Printing;

[AllowAnonymous]
public sealed class OfApplicantModel(ProgressAccess access, CaseViews views) : PaperPage(views)
{
    public async Task<IActionResult> OnGetAsync(string number) => await ShowAsync(await access.FindAsync(number), $"/progress/{number}");
}
