using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Ratings;

/// <summary>The evaluator between two visitors. It asks every second whether a service has ended at its window, and goes there.</summary>
[AllowAnonymous]
public sealed class EvaluatorModel(EvaluatorWindow evaluator, RatableServices services) : TongbanPage
{
    public Window? Window { get; private set; }

    /// <summary>A service that its visitor did not want to rate: not asked about again.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Skip { get; set; }

    public async Task<IActionResult> OnGetAsync(string? site, string? window)
    {
        if (window is not null)
        {
            await evaluator.PlayAsync(site, window);
            return RedirectToPage();
        }

        Window = await evaluator.FindAsync();
        return Page();
    }

    /// <summary>Nothing new, or where to go: to the next service, or away from one that was rated elsewhere meanwhile.</summary>
    public async Task<IActionResult> OnGetNextAsync(string? showing)
    {
        var next = await evaluator.FindAsync() is { } window ? await services.AtWindowAsync(window.Id) : null;
        if (next is not null && next.Token != Skip && next.Token != showing)
        {
            return Go(Url.Page("/Ratings/EvaluatorRate", new { next.Token })!);
        }

        return showing is not null && await services.FindAsync(showing) is { } shown && await services.IsRatedAsync(shown)
            ? Go(Url.Page("/Ratings/EvaluatorThanks")!)
            : new NoContentResult();
    }

    private OkResult Go(string address)
    {
        Response.Headers["HX-Redirect"] = address;
        return new OkResult();
    }
}
