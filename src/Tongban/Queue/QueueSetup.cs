using Tongban.Queue.Forecast;
using Tongban.Queue.Ordering;
using Tongban.Shared.Live;

namespace Tongban.Queue;

public static class QueueSetup
{
    public static void AddQueue(this IServiceCollection services)
    {
        services.AddLive();
        services.AddScoped<Arrival>();
        services.AddScoped<Lines>();
        services.AddScoped<Returning>();
        services.AddScoped<TodaysHours>();
        services.AddSingleton<LearntTimes>();
        services.AddSingleton<Snapshots>();
    }

    public static void MapQueue(this IEndpointRouteBuilder app)
    {
    }
}
