namespace Tongban.Catalogue;

public static class CatalogueSetup
{
    public static void AddCatalogue(this IServiceCollection services)
    {
    }

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
    }
}
