using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.DataAnnotations;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Microsoft.Net.Http.Headers;
using Tongban.Errors;
using Tongban.Shared.Api;
using Tongban.Shared.Layouts;
using Tongban.Shared.Rush;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;
using Tongban.Shared.Writes;

namespace Tongban.Shared.Shell;

/// <summary>What every page stands in: words, layouts, headers, static files, error pages.</summary>
public static class ShellSetup
{
    public static IServiceCollection AddTongbanShell(this IServiceCollection services)
    {
        services.AddRazorPages(pages => pages.RootDirectory = "/")
            .AddDataAnnotationsLocalization()
            .AddViewOptions(views => views.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = false);
        services.Configure<RazorViewEngineOptions>(FindLayouts);

        // Chinese goes out as it is, not as entities three times as long; what HTML needs escaped still is.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddSingleton<CspReports>();
        services.AddExceptionHandler<Faults>();
        services.TryAddScoped<ShownCentre>();

        return services.AddWords().AddCompression();
    }

    public static WebApplication UseTongbanShell(this WebApplication app)
    {
        // A double key or a missing language is found here, before anyone is served.
        app.Services.GetRequiredService<WordBook>();
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<LanguageChoice>();

        if (!app.Environment.IsDevelopment())
        {
            app.UseExceptionHandler("/errors/500");
        }

        app.UseEither(context => context.Request.IsApi(), api => api.UseMiddleware<ApiProblems>(), pages => pages.UseStatusCodePagesWithReExecute("/errors/{0}").Use(TellOfOutage));
        app.Use(RefuseNoText);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = file => KeepVersioned(file.Context) });
        app.MapPreferences();
        app.MapPost(SecurityHeaders.ReportPath, CspReports.TakeAsync).AllowAnonymous();

        return app;
    }

    // Too many wait already, or the database is away: said at once, and the error page leads back.
    private static async Task TellOfOutage(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception failure) when (!context.Response.HasStarted && Outage.Of(failure) is not null)
        {
            context.Response.Clear();
            Outage.Of(failure)!.Tell(context, failure);
        }
    }

    private static Task RefuseNoText(HttpContext context, RequestDelegate next)
    {
        if (!NoText.IsIn(context.Request.QueryString))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    private static IServiceCollection AddWords(this IServiceCollection services)
    {
        services.AddSingleton(_ => WordBook.Load());
        services.AddSingleton(all => new Say(all.GetRequiredService<WordBook>(), !all.GetRequiredService<IHostEnvironment>().IsProduction()));
        services.AddSingleton<Formats>();
        services.AddSingleton<PlainValidation>();
        services.AddSingleton<IConfigureOptions<MvcOptions>>(all => all.GetRequiredService<PlainValidation>());
        services.AddSingleton<IConfigureOptions<MvcDataAnnotationsLocalizationOptions>>(all => all.GetRequiredService<PlainValidation>());

        return services;
    }

    // Pages are left alone: a compressed page beside a secret can be guessed at (BREACH).
    private static IServiceCollection AddCompression(this IServiceCollection services) =>
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"];
        });

    private static void FindLayouts(RazorViewEngineOptions views)
    {
        views.PageViewLocationFormats.Add("/Shared/Layouts/{0}.cshtml");
        views.ViewLocationFormats.Add("/Shared/Layouts/{0}.cshtml");
    }

    // asp-append-version puts the file's hash into its address, so such a file never changes.
    private static void KeepVersioned(HttpContext context) => context.Response.Headers[HeaderNames.CacheControl] =
        context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";
}
