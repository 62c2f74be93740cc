using System.Globalization;
using Tongban.Shared.Api;
using Tongban.Shared.Words;

namespace Tongban.Shared.Shell;

/// <summary>
/// Chinese unless the person chose otherwise, by <c>?lang=en</c> or <c>?lang=zh</c>, remembered in a cookie. The
/// browser's own language is not asked: a government site speaks Chinese until told. A program says it by
/// <c>lang</c> or <c>Accept-Language</c>, and nothing is remembered.
/// </summary>
public sealed class LanguageChoice(RequestDelegate next)
{
    public const string Cookie = "tb-lang";
    private const string Query = "lang";

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.QueryString.HasValue ? context.Request.Query[Query].ToString() : "";

        if (asked is "en" or "zh" && !context.Request.IsApi())
        {
            context.Remember(Cookie, asked);
        }

        var language = asked is "en" or "zh" ? asked : context.Request.IsApi() ? OfProgram(context.Request) : context.Request.Cookies[Cookie];
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == "en" ? WordBook.English : WordBook.Chinese;

        return next(context);
    }

    private static string OfProgram(HttpRequest request) =>
        request.Headers.AcceptLanguage.ToString().StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "zh";
}
