namespace Tongban.Ratings.FairPlay;

public static class FairPlaySetup
{
    /// <param name="services">Where they are known.</param>
    /// <param name="rules">The shipped table of thresholds.</param>
    public static void AddFairPlay(this IServiceCollection services, string rules)
    {
        services.AddSingleton(all => FairPlayRules.Parse(rules, all.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RatingOrigins>();
        services.AddScoped<FairPlayInSight>();
        services.AddScoped<FairPlayViews>();
        services.AddScoped<FairPlayJudging>();
        services.AddScoped<FairPlayRaising>();
        services.AddScoped<FairPlayWatch>();
        services.AddScoped<IFairPlayFinder, BurstFinder>();
        services.AddScoped<IFairPlayFinder, ReadingFinder>();
        services.AddScoped<IFairPlayFinder, StaffFinder>();
        services.AddScoped<IFairPlayFinder, PhoneFinder>();
        services.AddScoped<IFairPlayFinder, LevelFinder>();
        services.AddScoped<IFairPlayFinder, StreakFinder>();
        services.AddScoped<IFairPlayFinder, HoursFinder>();
        services.AddScoped<IFairPlayFinder, EndFinder>();
        services.AddHostedService<FairPlayWork>();
    }
}
