namespace Tongban.Shared.Shell;

/// <summary>
/// Nothing inline, nothing foreign: scripts, styles and connections only from here. A browser that stops something
/// reports it, and a browser test fails on any report.
/// </summary>
public sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ReportPath = "/csp-report";

    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; media-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; " +
        "object-src 'none'; report-uri " + ReportPath;

    public Task InvokeAsync(HttpContext context)
    {
        // Set late, because the exception handler clears what was set before.
        context.Response.OnStarting(WriteAsync, context.Response.Headers);
        return next(context);
    }

    private static Task WriteAsync(object of)
    {
        var headers = (IHeaderDictionary)of;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()";
        return Task.CompletedTask;
    }
}
