namespace Tongban.Shared.Rush;

public static class RushSetup
{
    public static void AddRush(this IServiceCollection services)
    {
        services.AddOptions<RushPolicy>().BindConfiguration("Tongban:Rush");
        services.AddSingleton<RushMeter>();
        services.AddSingleton<Doors>();
        services.AddScoped<NewRows>();
        services.AddScoped<RequestKeyRows>();
        services.AddScoped<KeptAnswers>();
        services.AddScoped<ThisRequest>();
    }

    /// <summary>A kind of command that is done in batches: a line and a worker of its own in this node.</summary>
    public static void AddGroupCommit<TCommand, TAnswer, TBatch>(this IServiceCollection services)
        where TAnswer : class
        where TBatch : class, IBatch<TCommand, TAnswer>
    {
        services.AddScoped<IBatch<TCommand, TAnswer>, TBatch>();
        services.AddSingleton<GroupCommit<TCommand, TAnswer>>();
        services.AddScoped<Group<TCommand, TAnswer>>();
        services.AddHostedService(provider => provider.GetRequiredService<GroupCommit<TCommand, TAnswer>>());
    }
}
