namespace Tongban.Queue;

public static class QueueSetup
{
    public static void AddQueue(this IServiceCollection services)
    {
        services.AddScoped<Arrival>();
    }

    public static void MapQueue(this IEndpointRouteBuilder app)
    {
    }
}
