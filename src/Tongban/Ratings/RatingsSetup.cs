namespace Tongban.Ratings;

public static class RatingsSetup
{
    public static void AddRatings(this IServiceCollection services)
    {
    }

    public static void MapRatings(this IEndpointRouteBuilder app)
    {
    }
}
