using Microsoft.EntityFrameworkCore;
using Tongban.Network;

namespace Tongban.Ratings;

/// <summary>The window to which this evaluator is bound: by the device's own claim; in development also by a choice kept in a cookie.</summary>
public sealed class EvaluatorWindow(TongbanDb db, IHttpContextAccessor http, IHostEnvironment environment)
{
    private const string Claim = "tb:window";
    private const string Cookie = "tb-evaluator-window";

    public async Task<Window?> FindAsync() =>
        BoundTo is { } id ? await db.Set<Window>().SingleOrDefaultAsync(window => window.Id == id) : null;

    /// <summary>Plays the evaluator of a window in a demonstration: <c>/evaluator?site=H01&amp;window=W01</c>.</summary>
    public async Task PlayAsync(string? siteCode, string windowCode)
    {
        var played = await db.Set<Window>()
            .Where(window => window.Code == windowCode && (siteCode == null || db.Set<Site>().Any(site => site.Id == window.SiteId && site.Code == siteCode)))
            .FirstOrDefaultAsync();
        if (environment.IsDevelopment() && played is not null)
        {
            http.HttpContext!.Response.Cookies.Append(Cookie, played.Id.ToString(), new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax });
        }
    }

    private Guid? BoundTo => Read(http.HttpContext?.User.FindFirst(Claim)?.Value)
        ?? (environment.IsDevelopment() ? Read(http.HttpContext?.Request.Cookies[Cookie]) : null);

    private static Guid? Read(string? id) => Guid.TryParse(id, out var parsed) ? parsed : null;
}
