namespace Tongban.Devices;

public static class DevicesSetup
{
    public static void AddDevices(this IServiceCollection services)
    {
    }

    public static void MapDevices(this IEndpointRouteBuilder app)
    {
    }
}
