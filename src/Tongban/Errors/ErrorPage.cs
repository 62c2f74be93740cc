using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Tongban.Shared;

namespace Tongban.Errors;

/// <summary>
/// A page for when there is none to show. It is shown in place of an answer to any method, so it asks for no
/// antiforgery token; for htmx it is only the sentence, not a page within a page.
/// </summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class ErrorPage : TongbanPage
{
    public string? LayoutName => Request.Headers.ContainsKey("HX-Request") ? null : "_Citizen";
}
