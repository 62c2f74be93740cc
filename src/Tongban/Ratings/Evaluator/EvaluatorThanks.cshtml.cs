using Microsoft.AspNetCore.Mvc;
using Tongban.Devices;
using Tongban.Shared;

namespace Tongban.Ratings.Evaluator;

/// <summary>Thanks for a few seconds; the level is not shown, the clerk sits opposite.</summary>
[NeedsDevice(DeviceKind.Evaluator)]
public sealed class EvaluatorThanksModel : TongbanPage
{
    public const int Seconds = 5;

    /// <summary>Back to the idle page, which greets the next visitor in Chinese whatever this one chose.</summary>
    public IActionResult OnGetDone()
    {
        Response.Headers["HX-Redirect"] = Url.Page("/Ratings/Evaluator/Evaluator", new { lang = "zh" });
        return new OkResult();
    }
}
