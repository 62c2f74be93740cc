namespace Tongban.Citizens;

public static class CitizensSetup
{
    /// <summary>Citizens' accounts and one-time codes.</summary>
    public static void AddCitizens(this IServiceCollection services)
    {
        CitizenScheme.Add(services);
        PublicWrites.Add(services);
        services.AddOptions<CodeLimits>().BindConfiguration("Tongban:Codes");
        services.AddScoped<Allowances>();
        services.AddScoped<OneTimeCodes>();
        services.AddScoped<SigningIn>();
        services.AddScoped<CurrentCitizen>();
    }

    public static void MapCitizens(this IEndpointRouteBuilder app) => ((IApplicationBuilder)app).UseMiddleware<RateLimiting>();
}
