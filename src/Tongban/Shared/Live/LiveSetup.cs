namespace Tongban.Shared.Live;

public static class LiveSetup
{
    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveFeed>();
        services.AddScoped<LiveNews>();
        services.AddScoped<LiveStream>();
        services.AddHostedService<LiveRelay>();
    }
}
