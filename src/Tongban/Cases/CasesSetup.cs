using Tongban.Cases.Progress;
using Tongban.Cases.Showing;
using Tongban.Shared.Files;

namespace Tongban.Cases;

public static class CasesSetup
{
    public static void AddCases(this IServiceCollection services)
    {
        services.AddSingleton<FileStore>();
        services.AddScoped<CaseMoments>();
        services.AddScoped<CaseMessages>();
        services.AddScoped<CasesInSight>();
        services.AddScoped<CaseViews>();
        services.AddScoped<CaseFiles>();
        services.AddScoped<OfferedItems>();
        services.AddScoped<Reception>();
        services.AddScoped<RatableMoments>();
        services.AddScoped<Checking>();
        services.AddScoped<Work>();
        services.AddScoped<Timeline>();
        services.AddScoped<ProgressAccess>();
        services.AddScoped<Looking>();
        services.AddScoped<CaseDuties>();
        services.AddHostedService<CaseDutiesWork>();
    }

    public static void MapCases(this IEndpointRouteBuilder app)
    {
        app.MapCaseFiles();
        app.MapProgressApi();
    }
}
