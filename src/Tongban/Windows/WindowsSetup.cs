using Tongban.People;
using Tongban.Shared.Live;
using Tongban.Windows.Desk;

namespace Tongban.Windows;

public static class WindowsSetup
{
    public static void AddWindows(this IServiceCollection services)
    {
        services.AddScoped<Announcer>();
        services.AddScoped<HeadOfLine>();
        services.AddScoped<ArmedWindows>();
        services.AddScoped<Calling>();
        services.AddScoped<Serving>();
        services.AddScoped<WindowDuty>();
        services.AddScoped<DeskReading>();
        services.AddScoped<ApiDesk>();
    }

    public static void MapWindows(this IEndpointRouteBuilder app)
    {
        app.MapCallsApi();
        app.MapGet("/desk/events", EventsAsync).RequireAuthorization(new NeedsAttribute(Permission.ServeAtWindow)).ExcludeFromDescription();
    }

    /// <summary>The desk's stream: "changed" when anything moved at its site.</summary>
    private static async Task<IResult> EventsAsync(HttpContext context, WindowDuty duty, CurrentStaff staff, LiveStream live) =>
        await duty.SessionOfAsync(staff.AccountId!.Value) is { } session ? live.OfSite(context, session.SiteId) : TypedResults.NoContent();
}
