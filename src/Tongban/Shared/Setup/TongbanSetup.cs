using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Shared.Api;
using Tongban.Shared.Data;
using Tongban.Shared.Layouts;
using Tongban.Shared.Rush;
using Tongban.Shared.Shell;
using Tongban.Shared.Writes;

namespace Tongban.Shared.Setup;

/// <summary>Puts the house together: each feature brings its own few lines.</summary>
public static class TongbanSetup
{
    public static void AddTongban(this WebApplicationBuilder builder, TongbanSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddTransient(typeof(Later<>));
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new HallClock(provider.GetRequiredService<TimeProvider>(), HallClock.China, settings.Shift));
        services.AddSingleton(_ => PersonalData.FromKeyFile(settings.KeyFile));
        services.AddSingleton(_ => Calendars.Load());
        services.AddTongbanDb(settings);
        services.AddDataProtection().SetApplicationName("tongban").PersistKeysToDbContext<TongbanDb>();
        services.AddHttpContextAccessor();
        services.AddScoped<RequestPerson>();
        services.AddScoped<OneWrite>();
        services.AddRush();
        services.AddScoped<Caller>();
        services.AddPeople();
        services.AddFeatures();
        services.AddTongbanShell();
        services.AddScoped<StaffNav>();
        services.AddSingleton<CentreNames>();
        services.Configure<MvcOptions>(options =>
        {
            options.Filters.Add<CentreFilter>();
            options.Filters.Add<PageWriteFilter>();
        });
        services.AddReadiness();
        services.AddTongbanApi();
    }

    public static void UseTongban(this WebApplication app)
    {
        app.UseTongbanShell();
        app.UseRouting();
        app.Use(SayNotFound);
        app.UseWho();
        // Pages look at the token themselves; it is an endpoint with a form that says it wants this.
        app.UseWhen(context => context.GetEndpoint()?.Metadata.GetMetadata<IAntiforgeryMetadata>() is not null, forms => forms.UseAntiforgery());
        app.MapRazorPages();
        app.MapOpenApi().AllowAnonymous();
        app.MapReadiness();
        app.MapPageList();
        app.MapFeatures();
    }

    // An address that leads nowhere is not there for anybody, nor one that is called by a wrong method or with a wrong
    // kind of content: for these routing has its own endpoints, which say so. Authorisation would send a citizen to the
    // staff's sign-in.
    private static Task SayNotFound(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is RouteEndpoint)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return context.GetEndpoint()?.RequestDelegate?.Invoke(context) ?? Task.CompletedTask;
    }
}
