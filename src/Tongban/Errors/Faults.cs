using System.Security.Cryptography;
using Microsoft.AspNetCore.Diagnostics;

namespace Tongban.Errors;

/// <summary>
/// Writes a page's failure down together with the short number that its visitor reads on the error page and tells 12345:
/// whoever is called finds what went wrong by it.
/// </summary>
internal sealed class Faults(ILogger<Faults> log) : IExceptionHandler
{
    private const int Length = 8;

    /// <summary>The number of the failure that this page is shown for; empty where nothing failed.</summary>
    public static string NumberOf(HttpContext context) => context.Features.Get<Fault>()?.Number ?? "";

    /// <summary>Answers nothing: the error page does.</summary>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var fault = new Fault(RandomNumberGenerator.GetHexString(Length).Insert(Length / 2, "-"));
        httpContext.Features.Set(fault);
        log.LogError(exception, "A page failed. Its visitor was told {Number}.", fault.Number);
        return ValueTask.FromResult(false);
    }

    private sealed record Fault(string Number);
}
