using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.Network;
using Tongban.Shared;

namespace Tongban.Ratings.Evaluator;

/// <summary>The evaluator between two visitors. When its site's news say that something changed it asks whether a service has ended at its window.</summary>
[NeedsDevice(DeviceKind.Evaluator)]
public sealed class EvaluatorModel(EvaluatorWindow evaluator, RatableServices services) : TongbanPage
{
    public Window Window { get; private set; } = null!;

    /// <summary>A service that its visitor did not want to rate: not asked about again.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Skip { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (await evaluator.FindAsync() is not { } window)
        {
            return NotFound();
        }

        Window = window;
        return Page();
    }

    /// <summary>Nothing, or a piece of page that leads on: to the next service, or away from one that was rated elsewhere meanwhile.</summary>
    public async Task<IActionResult> OnGetNextAsync(string? showing)
    {
        var next = await evaluator.FindAsync() is { } window ? await services.AtWindowAsync(window.Id) : null;
        if (next is not null && next.Token != Skip && next.Token != showing)
        {
            return LeadTo(next.Token);
        }

        var over = showing is not null && await services.FindAsync(showing) is { } shown && await services.IsRatedAsync(shown);
        return over ? LeadTo("") : Content("");
    }

    /// <summary>The whole screen goes there.</summary>
    public IActionResult OnGetGo(string? token)
    {
        Response.Headers["HX-Redirect"] = string.IsNullOrEmpty(token) ? Url.Page("/Ratings/Evaluator/EvaluatorThanks") : Url.Page("/Ratings/Evaluator/EvaluatorRate", new { token });
        return new OkResult();
    }

    private PartialViewResult LeadTo(string token) => Partial("_Lead", token);
}
