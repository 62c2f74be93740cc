namespace Tongban.Shared.Shell;

/// <summary>
/// What a person chose for the eye: language, elder mode, high contrast. Cookies that hold only the choice; they
/// work without an account and without script.
/// </summary>
public static class Preferences
{
    public const string Elder = "tb-elder";
    public const string Contrast = "tb-contrast";

    public static bool Has(this HttpContext context, string choice) => context.Request.Cookies[choice] == "1";

    /// <summary>The classes of the html element.</summary>
    public static string LookOf(HttpContext context) =>
        string.Join(' ', new[] { Elder, Contrast }.Where(context.Has));

    public static void Remember(this HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = value.Length == 0 ? TimeSpan.Zero : TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    /// <summary>Where a toggle leads: <c>/elder?on=1&amp;return=/cases</c>; here and back again.</summary>
    public static string Toggle(HttpContext context, string address, string choice)
    {
        var here = context.Request.PathBase + context.Request.Path + context.Request.QueryString;

        return $"{context.Request.PathBase}{address}?on={(context.Has(choice) ? 0 : 1)}&return={Uri.EscapeDataString(here)}";
    }

    /// <summary>This page in the other language.</summary>
    public static string InLanguage(HttpContext context, string language)
    {
        var others = context.Request.Query.Where(part => part.Key is not "lang");

        return context.Request.PathBase + context.Request.Path + QueryString.Create(others).Add("lang", language);
    }

    internal static void MapPreferences(this WebApplication app)
    {
        app.MapGet("/elder", (HttpContext context, int on, string? @return) => Choose(context, Elder, on == 1, @return)).AllowAnonymous();
        app.MapGet("/contrast", (HttpContext context, int on, string? @return) => Choose(context, Contrast, on == 1, @return)).AllowAnonymous();
    }

    private static IResult Choose(HttpContext context, string choice, bool on, string? back)
    {
        context.Remember(choice, on ? "1" : "");

        return TypedResults.LocalRedirect(IsLocal(back) ? back! : "/");
    }

    // "//host" and "/\host" are another site to a browser.
    private static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);
}
