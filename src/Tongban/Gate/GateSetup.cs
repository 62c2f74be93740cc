using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongban.Appointments;

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
        services.AddScoped<Scanning>();
        services.TryAddSingleton<BookingQr>();
    }

    public static void MapGate(this IEndpointRouteBuilder app)
    {
    }
}
