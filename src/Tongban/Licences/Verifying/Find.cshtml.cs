using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Tongban.Kernel;
using Tongban.Shared;
using Tongban.Shared.Writes;

namespace Tongban.Licences.Verifying;

/// <summary>证照核验: by what is printed on a licence, or by its file, which is looked at and not kept.</summary>
[AllowAnonymous]
[OutsideTransaction]
[EnableRateLimiting(Lookups.Policy)]
public sealed class FindModel(PaperCheck check) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "identifier")]
    public string? Typed { get; set; }

    [BindProperty]
    public IFormFile? Document { get; set; }

    public CheckedPaper? Checked { get; private set; }

    /// <remarks>Refusal: <c>licence.format</c>.</remarks>
    public IActionResult OnGet() =>
        string.IsNullOrWhiteSpace(Typed) ? Page() : RedirectToPage("Show", new { identifier = LicenceIdentifier.Parse(Typed).Value });

    public async Task OnPostAsync() => Checked = await check.CheckAsync(Document, HttpContext.RequestAborted);
}
