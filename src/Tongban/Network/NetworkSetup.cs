using Tongban.Network.Editing;
using Tongban.Network.Places;

namespace Tongban.Network;

public static class NetworkSetup
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddScoped<Openings>();
        services.AddScoped<HoursInWords>();
        services.AddScoped<ServicePlaces>();
        services.AddScoped<NetworkEditing>();
    }

    public static void MapNetwork(this IEndpointRouteBuilder app) => app.MapSitesApi();
}
