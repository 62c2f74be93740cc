namespace Tongban.Windows;

public static class WindowsSetup
{
    public static void AddWindows(this IServiceCollection services)
    {
        services.AddScoped<Calling>();
    }

    public static void MapWindows(this IEndpointRouteBuilder app)
    {
    }
}
