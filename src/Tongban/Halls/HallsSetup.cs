using Tongban.People;
using Tongban.Shared.Live;

namespace Tongban.Halls;

public static class HallsSetup
{
    public static void AddHalls(this IServiceCollection services)
    {
        services.AddScoped<HallPlace>();
        services.AddScoped<HallOrders>();
        services.AddScoped<HallDays>();
        services.AddScoped<HallView>();
        services.AddScoped<MovingQueues>();
        services.AddScoped<ClosingDay>();
        services.AddScoped<UnservedVisits>();
        services.AddScoped<HandWritten>();
        services.AddScoped<Profiles.Profiles>();
    }

    /// <summary>The manager's live stream: everything of the site.</summary>
    public static void MapHalls(this IEndpointRouteBuilder app) =>
        app.MapGet("/staff/hall/events", async (string? site, HttpContext http, HallPlace place, LiveStream live) =>
                live.OfSite(http, (await place.SiteAsync(site, http.RequestAborted)).Id))
            .RequireAuthorization(new NeedsAttribute(Permission.ManageHall));
}
