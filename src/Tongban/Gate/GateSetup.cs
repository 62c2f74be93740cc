using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongban.Appointments;
using Tongban.Devices;
using Tongban.Gate.Guard;
using Tongban.People;
using Tongban.Shared.Live;

namespace Tongban.Gate;

public static class GateSetup
{
    public static void AddGate(this IServiceCollection services)
    {
        services.AddSingleton<AdmissionProfiles>();
        services.AddScoped<GatePlace>();
        services.AddScoped<GateZones>();
        services.AddScoped<ZoneCount>();
        services.AddScoped<Admitting>();
        services.AddScoped<GateAnswers>();
        services.AddScoped<Scanning>();
        services.AddScoped<GatePasses>();
        services.AddScoped<Afterwards>();
        services.TryAddSingleton<BookingQr>();
    }

    /// <summary>The gate's endpoints and its live stream: counts of the site, and that the connection stands.</summary>
    public static void MapGate(this IEndpointRouteBuilder app)
    {
        app.MapGateApi();
        app.MapGet("/gate/events", async (HttpContext http, GatePlace place, LiveStream live) => live.OfSite(http, (await place.SiteAsync(http.RequestAborted)).Id))
            .RequireAuthorization(new NeedsDeviceAttribute(DeviceKind.Gate, Permission.GuardGate));
    }
}
