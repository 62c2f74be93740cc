using Microsoft.EntityFrameworkCore;
using Tongban.Kernel;
using Tongban.Shared;

namespace Tongban.Ratings;

/// <summary>
/// 系统默认评价, off unless a place switches it on (<c>Tongban:Ratings:defaultStars</c>): fills in what nobody rated while it
/// could be rated. Flagged, and in no figure of what people said: not rated stays not rated there.
/// </summary>
public sealed class DefaultRatings(TongbanDb db, HallClock clock, RatingRules rules, Province.ProvincePage province)
{
    private const int AtOnce = 500;

    // What lies further back than the machine can have stood still was over before it was switched on.
    private const int BackDays = 7;

    /// <summary>One round; how many were filled in.</summary>
    public async Task<int> RunAsync(CancellationToken stop = default)
    {
        // Where one rates on the province's page alone, what was not rated there is the province's to say.
        if (rules.DefaultStars.Value == 0 || province.IsOnlyOne)
        {
            return 0;
        }

        var level = RatingLevel.FromStars(rules.DefaultStars.Value);
        var before = clock.Today.AddDays(-Math.Max(rules.DefaultDays.Value, rules.FirstRatingDays.Value));
        var unrated = await db.Set<Service>().AsNoTracking()
            .Where(service => service.On < before && service.On >= before.AddDays(-BackDays) && !db.Set<Rating>().Any(rating => rating.ServiceId == service.Id))
            .OrderBy(service => service.On).Take(AtOnce).ToListAsync(stop);
        db.AddRange(unrated.Select(service => Rating.ByDefault(service, level, clock.Now)));
        await db.SaveChangesAsync(stop);
        return unrated.Count;
    }
}

/// <summary>Runs <see cref="DefaultRatings"/> every hour, until nothing is left to fill in.</summary>
public sealed class DefaultRatingsWork(IServiceScopeFactory scopes, ILogger<DefaultRatingsWork> log) : TimedWork(scopes, log, TimeSpan.FromHours(1))
{
    protected override async Task RunAsync(IServiceProvider services, CancellationToken stop)
    {
        while (await services.GetRequiredService<DefaultRatings>().RunAsync(stop) > 0)
        {
            services.GetRequiredService<TongbanDb>().ChangeTracker.Clear();
        }
    }
}
