using Tongban.Catalogue.Importing;

namespace Tongban.Catalogue;

public static class CatalogueSetup
{
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddScoped<DistrictImport>();
    }

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
    }
}
