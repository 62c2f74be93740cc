using Microsoft.EntityFrameworkCore;
using Tongban.Network;
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
        services.AddScoped<DeskItems>();
        services.AddScoped<VisitorName>();
        services.AddScoped<DeskReading>();
        services.AddScoped<WindowReading>();
        services.AddScoped<ApiDesk>();
    }

    public static void MapWindows(this IEndpointRouteBuilder app)
    {
        app.MapCallsApi();
        app.MapGet("/desk/events", EventsAsync).RequireAuthorization(new NeedsAttribute(Permission.ServeAtWindow)).ExcludeFromDescription();
    }

    /// <summary>The desk's stream: "changed" when something moved at its window or in the lines that it serves.</summary>
    private static async Task<IResult> EventsAsync(HttpContext context, WindowDuty duty, CurrentStaff staff, LiveStream live, TongbanDb db)
    {
        if (await duty.SessionOfAsync(staff.AccountId!.Value) is not { } session)
        {
            return TypedResults.NoContent();
        }

        var window = await db.Set<Window>().AsNoTracking().SingleAsync(one => one.Id == session.WindowId, context.RequestAborted);
        return live.OfSite(context, session.SiteId, shown: window.Touches.ToHashSet());
    }
}
