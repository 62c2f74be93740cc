namespace Tongban.Mending;

public static class MendingSetup
{
    public static void AddMending(this IServiceCollection services)
    {
        services.AddScoped<RectificationOpening>();
        services.AddScoped<RectificationsInSight>();
        services.AddScoped<MendingMessages>();
        services.AddScoped<Handling>();
        services.AddScoped<MendingDuties>();
        services.AddScoped<MendingFigures>();
        services.AddScoped<RectificationViews>();
        services.AddHostedService<MendingDutiesWork>();
    }

    public static void MapMending(this IEndpointRouteBuilder app)
    {
        app.MapMendingFiles();
        app.MapMendingApi();
    }
}
