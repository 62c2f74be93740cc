namespace Tongban.Network;

public static class NetworkSetup
{
    public static void AddNetwork(this IServiceCollection services)
    {
    }

    public static void MapNetwork(this IEndpointRouteBuilder app)
    {
    }
}
