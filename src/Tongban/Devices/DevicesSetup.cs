using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Tongban.Devices;

public static class DevicesSetup
{
    /// <summary>Devices sign in by a key of their own, beside staff.</summary>
    public static void AddDevices(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DeviceScheme>(DeviceScheme.Name, null);
        services.AddScoped<IAuthorizationHandler, DeviceHandler>();
        services.AddScoped<CurrentDevice>();
        services.AddScoped<Pairing>();
        services.AddScoped<DevicePlaces>();
        services.AddSingleton<DevicesSeen>();
        services.AddHostedService(all => all.GetRequiredService<DevicesSeen>());
    }

    public static void MapDevices(this IEndpointRouteBuilder app)
    {
    }
}
