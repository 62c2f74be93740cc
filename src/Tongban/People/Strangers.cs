using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Tongban.Shared.Api;
using Tongban.Shared.Setup;

namespace Tongban.People;

/// <summary>
/// Who calls what is open to anybody, and shows neither a cookie nor a token, is nobody: there is nothing to find out and
/// nothing to decide. Those are the thousands of a rush, and each would carry what finds out and decides while it waits.
/// </summary>
internal static class Strangers
{
    private static readonly ClaimsPrincipal Nobody = new(new ClaimsIdentity());

    /// <summary>Finds out who asks and whether they may: after routing, before anything that asks for the person.</summary>
    public static void UseWho(this WebApplication app)
    {
        app.UseEither(IsStranger, strangers => strangers.Use(BeNobody), others => others.UseAuthentication().UseAuthorization());

        // Otherwise ASP.NET Core puts both before everything else, because it does not see them in the branch.
        IApplicationBuilder all = app;
        all.Properties["__AuthenticationMiddlewareSet"] = all.Properties["__AuthorizationMiddlewareSet"] = true;
    }

    private static Task BeNobody(HttpContext context, RequestDelegate next)
    {
        context.User = Nobody;
        return next(context);
    }

    private static bool IsStranger(HttpContext context) =>
        context.Request.IsApi()
        && context.Request.Headers.Cookie.Count == 0 && context.Request.Headers.Authorization.Count == 0
        && context.GetEndpoint()?.Metadata is { } about && about.GetMetadata<IAllowAnonymous>() is not null && about.GetMetadata<IAuthorizeData>() is null;
}
