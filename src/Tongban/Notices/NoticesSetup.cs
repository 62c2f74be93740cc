namespace Tongban.Notices;

public static class NoticesSetup
{
    public static void AddNotices(this IServiceCollection services)
    {
    }

    public static void MapNotices(this IEndpointRouteBuilder app)
    {
    }
}
