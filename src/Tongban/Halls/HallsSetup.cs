namespace Tongban.Halls;

public static class HallsSetup
{
    public static void AddHalls(this IServiceCollection services)
    {
    }

    public static void MapHalls(this IEndpointRouteBuilder app)
    {
    }
}
