namespace Tongban.OneThing;

public static class OneThingSetup
{
    public static void AddOneThing(this IServiceCollection services)
    {
        services.AddScoped<Templates>();
        services.AddScoped<TemplateImport>();
        services.AddScoped<BundleViews>();
        services.AddScoped<OwnBundles>();
        services.AddScoped<Citizens.IOwnMatters>(all => all.GetRequiredService<OwnBundles>());
        services.AddScoped<BundleMessages>();
        services.AddScoped<Consequences>();
        services.AddScoped<Drafting>();
        services.AddScoped<Submitting>();
        services.AddScoped<Progressing>();
        services.AddScoped<Mending>();
        services.AddScoped<Arranging>();
        services.AddScoped<StepsInSight>();
        services.AddScoped<StepWork>();
        services.AddScoped<BankFees>();
        services.AddScoped<ForgottenDrafts>();
        services.AddHostedService<ForgottenDraftsWork>();
    }

    public static void MapOneThing(this IEndpointRouteBuilder app) => app.MapStepFiles();
}
