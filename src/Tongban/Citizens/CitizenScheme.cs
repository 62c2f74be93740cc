using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Tongban.People;

namespace Tongban.Citizens;

/// <summary>
/// The citizen's own cookie beside the staff's. Pages that anybody may see, and pages for citizens, know the citizen;
/// all others know the staff. So one browser can hold both without mixing them up.
/// </summary>
public static class CitizenScheme
{
    public const string Name = "Tongban.Citizen";

    private const string ByPage = "Tongban.ByPage";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication()
            .AddCookie(Name, cookie =>
            {
                cookie.Cookie.Name = "tb-citizen";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(2);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/me/sign-in";
                cookie.AccessDeniedPath = "/errors/403";
            })
            .AddPolicyScheme(ByPage, null, policy => policy.ForwardDefaultSelector = SchemeOf);
        services.Configure<AuthenticationOptions>(options => options.DefaultAuthenticateScheme = ByPage);
    }

    public static ClaimsPrincipal PrincipalOf(CitizenAccount account) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, account.Id.ToString()), new(ClaimTypes.Name, account.Name), new(Claims.Kind, Claims.Citizen)],
        Name));

    private static string SchemeOf(HttpContext context)
    {
        var isPublic = context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        return isPublic && context.Request.Cookies.ContainsKey("tb-citizen") ? Name : IdentityConstants.ApplicationScheme;
    }
}

/// <summary>A page for signed-in citizens only.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ForCitizensAttribute : AuthorizeAttribute
{
    public ForCitizensAttribute() => AuthenticationSchemes = CitizenScheme.Name;
}
