using Tongban.Cases.Progress;
using Tongban.Cases.Showing;
using Tongban.Citizens;
using Tongban.Shared.Files;
using Tongban.Shared.Setup;

namespace Tongban.Cases;

public static class CasesSetup
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddSingleton(all => ClockRules.Parse(File.ReadAllText(Path.Combine(ShippedData.Folder("codes"), "case-rules.json")), all.GetRequiredService<IConfiguration>()));
        services.AddScoped<CaseMoments>();
        services.AddScoped<CaseMessages>();
        services.AddScoped<CasesInSight>();
        services.AddScoped<CaseViews>();
        services.AddScoped<IOwnMatters, OwnCases>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<OfferedItems>();
        services.AddScoped<Reception>();
        services.AddScoped<RatableMoments>();
        services.AddScoped<Checking>();
        services.AddScoped<Corrections>();
        services.AddScoped<HeldMaterials>();
        services.AddScoped<DocumentNumbers>();
        services.AddScoped<Work>();
        services.AddScoped<Timeline>();
        services.AddScoped<ProgressAccess>();
        services.AddScoped<Looking>();
        services.AddScoped<RisksOfToday>();
        services.AddScoped<Escalation>();
        services.AddScoped<CaseDuties>();
        services.AddHostedService<CaseDutiesWork>();
    }

    public static void MapCases(this IEndpointRouteBuilder app)
    {
        app.MapCaseFiles();
        app.MapProgressApi();
    }
}
