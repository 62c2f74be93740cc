using Tongban.Devices;
using Tongban.Importing;
using Tongban.People;
using Tongban.Ratings.Evaluator;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;
using Tongban.Ratings.Figures.Open;
using Tongban.Ratings.History;
using Tongban.Ratings.Province;
using Tongban.Shared.Live;
using Tongban.Shared.Rush;
using Tongban.Shared.Setup;

namespace Tongban.Ratings;

public static class RatingsSetup
{
    public static void AddRatings(this IServiceCollection services)
    {
        services.AddSingleton(_ => EvaluationTags.Parse(Table("evaluation-tags.json")));
        services.AddSingleton(_ => RatingChannelCodecs.Parse(Table("rating-channels.json")));
        services.AddSingleton(all => RatingRules.Parse(Table("rating-rules.json"), all.GetRequiredService<IConfiguration>()));
        services.AddSingleton<RatingVia>();
        services.AddFairPlay(Table("fair-play-rules.json"));
        services.AddOptions<ProvinceSettings>().BindConfiguration(ProvinceSettings.Section)
            .Validate(settings => settings.IsSound, $"{ProvinceSettings.Section}:Page must be an https:// address where OnlyThere is on.").ValidateOnStart();
        services.AddScoped<ProvincePage>();
        services.AddScoped<ProjectNumbers>();
        services.AddScoped<ProvinceTaking>();
        services.AddScoped<RatableServices>();
        services.AddScoped<Evaluation>();
        services.AddScoped<LeftPhones>();
        services.AddScoped<ServedNames>();
        services.AddScoped<RatingLinks>();
        services.AddScoped<RecordedServices>();
        services.AddScoped<Recording.RecordingSite>();
        services.AddScoped<PaperForms>();
        services.AddScoped<DefaultRatings>();
        services.AddHostedService<DefaultRatingsWork>();
        services.AddScoped<RateAlone>();
        services.AddGroupCommit<Rate, Rated, RateBatch>();
        services.AddScoped<ClosedMonths>();
        services.AddScoped<RatingCounts>();
        services.AddScoped<RatingFigures>();
        services.AddScoped<FigureSight>();
        services.AddScoped<FigureReading>();
        services.AddScoped<PublishedFigures>();
        services.AddScoped<PublishedFiles>();
        services.AddScoped<ReportSheets>();
        services.AddSingleton<PublishedFilesKept>();
        services.AddScoped<DayCounting>();
        services.AddScoped<SumCheck>();
        services.AddScoped<RatingSumming>();
        services.AddHostedService<RatingSummingWork>();
        services.AddScoped<FigureNames>();
        services.AddScoped<EvaluatorWindow>();
        services.AddScoped<PastServices>();
        services.AddScoped<PastRatings>();
        services.AddScoped<IImportFile, ServicesFile>();
        services.AddScoped<IImportFile, RatingsFile>();
    }

    public static void MapRatings(this IEndpointRouteBuilder app)
    {
        app.MapRatingsApi();
        app.MapPaperScans();
        app.MapGet("/staff/ratings/events", (HttpContext context, LiveStream live, TongbanDb db) => live.Of(context, RatingSumming.Shown(db.CentreId)))
            .RequireAuthorization(new NeedsAttribute(Permission.ReadFigures));
        app.MapGet("/evaluator/events", [NeedsDevice(DeviceKind.Evaluator)] async (HttpContext context, LiveStream live, CurrentDevice device, EvaluatorWindow evaluator) =>
            live.OfSite(context, device.SiteId!.Value, device.ZoneId, await evaluator.FindAsync() is { } window ? new HashSet<Guid> { window.Id } : null));
    }

    private static string Table(string name) => File.ReadAllText(Path.Combine(ShippedData.Folder("codes"), name));
}
