namespace Tongban.Windows;

public static class WindowsSetup
{
    public static void AddWindows(this IServiceCollection services)
    {
        services.AddScoped<Announcer>();
        services.AddScoped<Calling>();
        services.AddScoped<Serving>();
        services.AddScoped<WindowDuty>();
    }

    public static void MapWindows(this IEndpointRouteBuilder app)
    {
    }
}
