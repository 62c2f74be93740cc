using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Tongban.Shared.Rush;

namespace Tongban.Errors;

/// <summary>Whatever has no page of its own: ours to admit (5xx), too many at once, or a form that is too old.</summary>
public sealed class ErrorModel : ErrorPage
{
    [FromRoute]
    public int Status { get; set; }

    /// <summary>What to tell 12345 of a failure; empty where nothing failed.</summary>
    public string Reference => Faults.NumberOf(HttpContext);

    public string Key => Status switch
    {
        429 or 503 => Outage.Of(HttpContext)?.Kind switch
        {
            Outage.Away => "error.away",
            Outage.NoRoom => "error.no-room",
            _ => "error.busy",
        },
        >= 500 => "error.ours",
        _ => "error.stale",
    };

    /// <summary>The page that failed.</summary>
    public string Again =>
        HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } status ? status.OriginalPathBase + status.OriginalPath + status.OriginalQueryString
        : HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "/";
}
