using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Tongban.People.Administering;

namespace Tongban.People;

public static class PeopleSetup
{
    /// <summary>Staff accounts (GB/T 22239-2019 8.1.4.1: complexity, lock-out, idle time-out) and permissions.</summary>
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffAccount>(Rules)
            .AddEntityFrameworkStores<TongbanDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders()
            .AddClaimsPrincipalFactory<StaffClaims>();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(Cookie);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddTransient<DefaultAuthorizationService>();
        services.AddTransient<IAuthorizationService, AuthorizationWhenAsked>();
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, SealedKeys>();
        services.AddScoped<AccountJournal>();
        services.AddScoped<StaffAdministration>();
        services.AddScoped<StaffMarks>();
        services.AddScoped<FirstAdministrator>();
        services.AddScoped<CurrentStaff>();
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();
    }

    private static void Rules(IdentityOptions options)
    {
        options.Password.RequiredLength = 8;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
        options.User.RequireUniqueEmail = false;
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "tb-staff";
        // The sign-in page itself leads on; the handler would put the address into a header as it was typed.
        options.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        options.SlidingExpiration = true;
        options.LoginPath = "/staff/sign-in";
        options.Events.OnRedirectToLogin = Redirect;
        options.Events.OnRedirectToAccessDenied = Forbid;
    }

    // A page that devices may open too has already said where an unknown device, or one of another kind, goes.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Response.Headers.Location.Count == 0)
        {
            context.Response.Redirect(context.RedirectUri);
        }

        return Task.CompletedTask;
    }

    // At the address itself, so that scripts, tests and the log see what happened; the status page says it to people.
    private static Task Forbid(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Response.Headers.Location.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }
}
