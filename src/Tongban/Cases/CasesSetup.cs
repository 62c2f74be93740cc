namespace Tongban.Cases;

public static class CasesSetup
{
    public static void AddCases(this IServiceCollection services)
    {
    }

    public static void MapCases(this IEndpointRouteBuilder app)
    {
    }
}
