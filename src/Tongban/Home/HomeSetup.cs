namespace Tongban.Home;

public static class HomeSetup
{
    public static void AddHome(this IServiceCollection services)
    {
        services.AddScoped<HallNow>();
        services.AddScoped<FrontReading>();
        services.AddSingleton<Fronts>();
    }

    public static void MapHome(this IEndpointRouteBuilder app)
    {
    }
}
