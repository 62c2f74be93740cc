using System.Globalization;
using Tongban.Shared.Words;

namespace Tongban.Shared.Shell;

/// <summary>
/// Chinese unless the person chose otherwise, by <c>?lang=en</c> or <c>?lang=zh</c>, remembered in a cookie. The
/// browser's own language is not asked: a government site speaks Chinese until told.
/// </summary>
public sealed class LanguageChoice(RequestDelegate next)
{
    public const string Cookie = "tb-lang";
    private const string Query = "lang";

    public Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Query[Query].ToString();

        if (asked is "en" or "zh")
        {
            context.Remember(Cookie, asked);
        }

        var language = asked is "en" or "zh" ? asked : context.Request.Cookies[Cookie];
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language == "en" ? WordBook.English : WordBook.Chinese;

        return next(context);
    }
}
