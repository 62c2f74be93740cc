using Tongban.Catalogue.Editing;
using Tongban.Catalogue.Guiding;
using Tongban.Catalogue.Importing;

namespace Tongban.Catalogue;

public static class CatalogueSetup
{
    public static void AddCatalogue(this IServiceCollection services)
    {
        services.AddScoped<DistrictImport>();
        services.AddSingleton<PublishedContents>();
        services.AddSingleton<KnownItemIds>();
        services.AddScoped<ItemIds>();
        services.AddScoped<PublishedGuides>();
        services.AddScoped<AnswerSentence>();
        services.AddScoped<ItemEditing>();
    }

    public static void MapCatalogue(this IEndpointRouteBuilder app) => app.MapItemsApi();
}
