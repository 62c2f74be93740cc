namespace Tongban.Home;

public static class HomeSetup
{
    public static void AddHome(this IServiceCollection services)
    {
        services.AddScoped<HallNow>();
    }

    public static void MapHome(this IEndpointRouteBuilder app)
    {
    }
}
