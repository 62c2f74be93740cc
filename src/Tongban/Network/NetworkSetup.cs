using Tongban.Network.Places;

namespace Tongban.Network;

public static class NetworkSetup
{
    public static void AddNetwork(this IServiceCollection services)
    {
        services.AddScoped<Openings>();
        services.AddScoped<HoursInWords>();
        services.AddScoped<ServicePlaces>();
    }

    public static void MapNetwork(this IEndpointRouteBuilder app) => app.MapSitesApi();
}
