using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Partners;
using Tongban.Partners.Webhooks;
using Tongban.Ratings;
using Tongban.Shared;
using Tongban.Shared.Data;
using Tongban.Shared.Rush;
using Tongban.Tests.Partners;

namespace Tongban.Tests.Ratings;

/// <summary>Ratings that arrive together are saved together, and every one ends as it would alone.</summary>
public sealed class RateBatchTests
{
    [Fact]
    public async Task Together_and_one_by_one_they_end_the_same()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await Outside.RegisterAsync(app, PartnerKind.Province, null);

        var together = await RunAsync(app, hall, services => services.GetRequiredService<IBatch<Rate, Rated>>());
        var counted = await CountAsync(app);
        var alone = await RunAsync(app, hall, services => services.GetRequiredService<RateAlone>());

        Assert.Equal(["VerySatisfied", "rating.already-rated", "Satisfied", "rating.already-rated", "rating.too-late", "rating.no-service", "rating.reason-needed", "VeryDissatisfied mended", "Satisfied"], together);
        Assert.Equal(together, alone);
        Assert.Equal((5, 1), counted);
        Assert.Equal((10, 2), await CountAsync(app));

        // Past the change tracker nothing is forgotten: facts, marks of days, and what the province is told, in its order.
        Assert.Equal((10, 2), await app.WithDbAsync(async db => (await db.Facts.CountAsync(fact => fact.What == "rating.given"), await db.Facts.CountAsync(fact => fact.What == "rectification.created"))));
        var told = await app.WithDbAsync(db => db.Set<PartnerEvent>().Select(one => new { one.SubjectId, one.Type, one.Position, one.FactId }).ToListAsync());
        Assert.Equal(await app.WithDbAsync(db => db.Set<Rating>().Select(rating => rating.Id).Order().ToListAsync()), told.Select(one => one.SubjectId).Order());
        Assert.All(told, one => Assert.Equal((RatingEvents.Given, 1), (one.Type, one.Position)));
        Assert.Equal(10, await app.WithDbAsync(db => db.Facts.CountAsync(fact => fact.What == "rating.given" && db.Set<PartnerEvent>().Any(one => one.FactId == fact.Id))));
    }

    [Fact]
    public async Task Undone_with_its_batch_nothing_of_a_rating_stands_nor_is_anybody_told()
    {
        await using var app = await TongbanApp.StartAsync();
        var hall = await Hall.BuildAsync(app);
        await Outside.RegisterAsync(app, PartnerKind.Province, null);
        var (one, two) = (await Served.ServiceAsync(app, hall), await Served.ServiceAsync(app, hall));
        await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TongbanDb>();
            await using var transaction = await db.BeginAsync(TestContext.Current.CancellationToken);
            await services.GetRequiredService<IBatch<Rate, Rated>>().RunAsync([One(one.Token, RatingLevel.Satisfied), One(two.Token, RatingLevel.VeryDissatisfied, "太慢")], TestContext.Current.CancellationToken);
            Assert.Equal(2, await db.Set<PartnerEvent>().CountAsync(TestContext.Current.CancellationToken));
            await transaction.RollbackAsync();
            return 0;
        });

        Assert.Equal((0, 0), await CountAsync(app));
        Assert.Equal((0, 0), await app.WithDbAsync(async db => (await db.Set<PartnerEvent>().CountAsync(), await db.Facts.CountAsync(fact => fact.What == "rating.given"))));
    }

    private static async Task<IReadOnlyList<string>> RunAsync(TongbanApp app, Hall hall, Func<IServiceProvider, IBatch<Rate, Rated>> batch)
    {
        var (fresh, before, bad) = (await Served.ServiceAsync(app, hall), await Served.ServiceAsync(app, hall), await Served.ServiceAsync(app, hall));
        var (twice, (visit, _)) = (await Served.ServiceAsync(app, hall), await Served.AtAsync(app, hall, hall.Windows[0]));
        return await app.WithAsync(async services =>
        {
            var db = services.GetRequiredService<TongbanDb>();
            var late = new Service(db.CentreId, new RecordedService(ServiceMoment.Hotline, hall.Site.Id, null, null, null, null), Codes.Token(), app.Clock.Now.AddDays(-9), Actor.System);
            db.AddRange(late, new Rating(before, 1, Said(RatingLevel.Satisfied), RatingChannel.Mobile, null, app.Clock.Now, Actor.Guest));
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
            await using var transaction = await db.BeginAsync(TestContext.Current.CancellationToken);
            var outcomes = await batch(services).RunAsync(
                [
                    One(fresh.Token, RatingLevel.VerySatisfied), One(before.Token, RatingLevel.Satisfied), One(twice.Token, RatingLevel.Satisfied), One(twice.Token, RatingLevel.VerySatisfied), One(late.Token, RatingLevel.Satisfied),
                    One("nothing", RatingLevel.Satisfied), One(bad.Token, RatingLevel.VeryDissatisfied), One(bad.Token, RatingLevel.VeryDissatisfied, "太慢"), One(visit.Token, RatingLevel.Satisfied),
                ],
                TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            return (IReadOnlyList<string>)[.. outcomes.Select(outcome => outcome.Refused?.Code ?? outcome.Answer!.Level + (outcome.Answer.MendingNumber is null ? "" : " mended"))];
        });
    }

    private static Task<(int Ratings, int Rectifications)> CountAsync(TongbanApp app) => app.WithDbAsync(async db =>
        (await db.Set<Rating>().CountAsync(), await db.Set<Rectification>().CountAsync()));

    private static Rate One(string token, RatingLevel level, string text = "") => new(token, Said(level, text), RatingChannel.Mobile, null, Actor.Guest);

    private static Opinion Said(RatingLevel level, string text = "") => new(level, [], text);
}
