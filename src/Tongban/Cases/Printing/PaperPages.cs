using Microsoft.AspNetCore.Mvc;
using Tongban.Cases.Showing;
using Tongban.Shared;

namespace Tongban.Cases;

/// <summary>A paper of a case, A4; the same for whoever may see the case.</summary>
public abstract class PaperPage(CaseViews views) : TongbanPage
{
    [BindProperty(SupportsGet = true, Name = "paper")]
    public string Paper { get; set; } = "";

    public CaseView View { get; private set; } = null!;

    public string Back { get; private set; } = "";

    /// <summary>What the QR code opens: the progress form with the number filled in.</summary>
    public string ProgressAddress => $"{Request.Scheme}://{Request.Host}/progress?number={View.Case.Number}";

    protected async Task<IActionResult> ShowAsync(Case? found, string back)
    {
        if (found is null)
        {
            return NotFound();
        }

        (View, Back) = (await views.OfAsync(found), back);
        return Papers.Has(View, Paper) ? Page() : NotFound();
    }
}
