using Tongban.Devices;
using Tongban.Ratings.Evaluator;
using Tongban.Ratings.Figures;
using Tongban.Shared.Live;
using Tongban.Shared.Setup;

namespace Tongban.Ratings;

public static class RatingsSetup
{
    public static void AddRatings(this IServiceCollection services)
    {
        services.AddSingleton(_ => EvaluationTags.Parse(Table("evaluation-tags.json")));
        services.AddSingleton(_ => RatingChannelCodecs.Parse(Table("rating-channels.json")));
        services.AddSingleton(all => RatingRules.Parse(Table("rating-rules.json"), all.GetRequiredService<IConfiguration>()));
        services.AddScoped<RatableServices>();
        services.AddScoped<Evaluation>();
        services.AddScoped<RatingCounts>();
        services.AddScoped<RatingFigures>();
        services.AddScoped<FigureNames>();
        services.AddScoped<EvaluatorWindow>();
    }

    public static void MapRatings(this IEndpointRouteBuilder app)
    {
        app.MapRatingsApi();
        app.MapGet("/evaluator/events", [NeedsDevice(DeviceKind.Evaluator)] (HttpContext context, LiveStream live, CurrentDevice device) =>
            live.OfSite(context, device.SiteId!.Value, device.ZoneId));
    }

    private static string Table(string name) => File.ReadAllText(Path.Combine(ShippedData.Folder("codes"), name));
}
