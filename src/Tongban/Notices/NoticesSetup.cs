namespace Tongban.Notices;

public static class NoticesSetup
{
    /// <summary>The outbox, its senders and the worker that empties it.</summary>
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddOptions<MessageSettings>().BindConfiguration("Tongban:Messages");
        services.AddHttpClient(nameof(HttpGateway), http => http.Timeout = TimeSpan.FromSeconds(10)).RemoveAllLoggers();
        services.AddSingleton<Senders>();
        services.AddScoped<Outbox>();
        services.AddScoped<Delivery>();
        services.AddHostedService<DeliveryTimer>();
    }

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
    }
}
