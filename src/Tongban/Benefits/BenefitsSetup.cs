using Tongban.Benefits.Months;
using Tongban.Catalogue.Importing;
using Tongban.Importing;

namespace Tongban.Benefits;

public static class BenefitsSetup
{
    public static void AddBenefits(this IServiceCollection services)
    {
        services.AddScoped<Stock>();
        services.AddScoped<Granting>();
        services.AddScoped<Procuring>();
        services.AddScoped<MonthBooks>();
        services.AddScoped<YearBooks>();
        services.AddScoped<IImportFile, GrantsFile>();
        services.AddScoped<IDistrictPart, BenefitsPart>();
    }
}
