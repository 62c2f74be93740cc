using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tongban.Kernel;
using Tongban.Mending;
using Tongban.Network;
using Tongban.People;
using Tongban.People.Administering;
using Tongban.Ratings;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;
using Tongban.Shared;

namespace Tongban.Tests.Ratings.FairPlay;

/// <summary>Odd ratings are found once, judged by somebody who was not rated, and what is taken out stays readable.</summary>
public sealed class FairPlayTests
{
    private const string Reason = "调看监控，是工作人员代点的";

    [Fact]
    public async Task What_is_odd_is_raised_once_by_each_rule_and_marks_of_networks_are_gone_after_a_week()
    {
        await using var app = await StartAsync(("levelRatings", "60"), ("levelBeside", "5"), ("streakRatings", "20"), ("streakOneIn", "1000"), ("phoneServices", "3"));
        var hall = await Hall.BuildAsync(app);
        var (clerk, colleague) = ((await hall.StaffAsync("clerk", Role.Clerk, hall.Windows[0])).Id, (await hall.StaffAsync("colleague", Role.Clerk)).Id);
        await app.WithAsync(async services =>
        {
            await services.GetRequiredService<StaffMarks>().KeepAsync(clerk, "13900001111", null, Actor.System);
            return true;
        });
        var (morning, night) = (app.Clock.Now, app.Clock.Now.AddHours(-6));
        var device = Guid.NewGuid();
        await GiveAsync(app, hall, clerk, RatingLevel.VerySatisfied, 30, at: n => morning.AddMinutes(-200 + n));
        await GiveAsync(app, hall, colleague, RatingLevel.VerySatisfied, 30, at: n => morning.AddMinutes(-200 + (2 * n)));
        await GiveAsync(app, hall, colleague, RatingLevel.BasicallySatisfied, 30, at: n => morning.AddMinutes(-199 + (2 * n)));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 6, at: n => morning.AddSeconds(n), from: _ => new GivenFrom(device, null, null, 30));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 5, at: n => morning.AddMinutes(n), from: _ => new GivenFrom(null, null, "zz-browser", 1));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 20, at: n => morning.AddMinutes(n), from: n => new GivenFrom(null, "zz-network", $"x{n}", 40));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 3, at: n => morning.AddMinutes(n), phone: "13900001111");
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 3, at: n => night.AddMinutes(n), channel: RatingChannel.HallTablet, window: hall.Windows[0]);
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 1, at: _ => morning.AddMinutes(-2), ended: morning);

        await LookAsync(app);
        var raised = await AlertsAsync(app);
        Assert.Equal(Enum.GetValues<FairPlayRule>(), raised.Select(alert => alert.Rule).Order());
        Assert.Equal("98,0,30,0,0", raised.Single(alert => alert.Rule == FairPlayRule.LevelNeverUsed).Levels);
        Assert.Equal(clerk, raised.Single(alert => alert.Rule == FairPlayRule.BestStreak).StaffId);
        Assert.Equal((6, device), (raised.Single(alert => alert.Rule == FairPlayRule.DeviceBurst).Counted, raised.Single(alert => alert.Rule == FairPlayRule.DeviceBurst).DeviceId!.Value));
        Assert.All(raised, alert => Assert.False(alert.Key.Contains("zz", StringComparison.Ordinal)));

        var supervisor = await (await hall.SignedInAsync("supervisor", Role.RatingsOfficer)).PageAsync("/staff/ratings/alerts");
        Assert.Contains("“满意”从未被使用", supervisor.QuerySelector("#alerts")!.TextContent, StringComparison.Ordinal);

        // The same again, and on two nodes at once: nothing new. One more of the burst: the open alert grows.
        await Task.WhenAll(LookAsync(app), LookAsync(app));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 1, at: _ => morning.AddSeconds(30), from: _ => new GivenFrom(device, null, null, 30));
        await LookAsync(app);
        Assert.Equal(raised.Count, (await AlertsAsync(app)).Count);
        Assert.Equal(7, (await AlertsAsync(app)).Single(alert => alert.Rule == FairPlayRule.DeviceBurst).Evidence.Count);

        Assert.NotEqual(0, await app.WithDbAsync(db => db.Set<RatingTrace>().CountAsync()));
        app.Time.Advance(TimeSpan.FromDays(8));
        await LookAsync(app);
        Assert.Equal(0, await app.WithDbAsync(db => db.Set<RatingTrace>().CountAsync()));
        Assert.Equal(30, (await AlertsAsync(app)).Single(alert => alert.Rule == FairPlayRule.DeviceBurst).Evidence[0].Seconds);
    }

    [Fact]
    public async Task A_supervisor_takes_ratings_out_with_a_reason_they_count_nowhere_stay_readable_and_come_back()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        var device = Guid.NewGuid();
        var officer = await hall.SignedInAsync("officer", Role.RatingsOfficer);
        var manager = await hall.SignedInAsync("manager", Role.HallManager);
        var clerk = await hall.SignedInAsync("clerk", Role.Clerk, hall.Windows[0]);
        var clerkId = await app.WithDbAsync(db => db.Users.Where(user => user.UserName == "clerk").Select(user => user.Id).SingleAsync());
        await GiveAsync(app, hall, clerkId, RatingLevel.VerySatisfied, 6, at: n => app.Clock.Now.AddSeconds(n), from: _ => new GivenFrom(device, null, null, 3));
        await GiveAsync(app, hall, null, RatingLevel.BasicallySatisfied, 1, at: _ => app.Clock.Now);
        await LookAsync(app);
        var alert = Assert.Single(await AlertsAsync(app));
        var address = $"/staff/ratings/alerts/{alert.Id}";

        // The rated sees nothing of it, nor does anybody without the permission.
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(address)).StatusCode);
        Assert.Contains("一台设备", (await officer.PageAsync("/staff/ratings/alerts")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("fair-play.reason-needed", (await officer.SubmitAsync(address, new() { ["Do"] = "dismiss" }, "#judge")).RefusalCode());
        Assert.Equal("fair-play.choose-ratings", (await officer.SubmitAsync(address, new() { ["Do"] = "exclude", ["Reason"] = Reason }, "#judge")).RefusalCode());
        var one = alert.Evidence[0].RatingId;

        // Both have the page before them and press at the same instant: one has judged, the other reads so.
        var pages = await Task.WhenAll(new[] { officer, manager }.Select(async who => (Who: who, Page: await who.PageAsync(address))));
        var answers = await Task.WhenAll(pages.Select((both, n) => Task.Run(() => both.Who.SubmitRawAsync(
            both.Page, n == 0 ? new() { ["Do"] = "exclude", ["Ratings"] = $"{one}", ["Reason"] = Reason } : new() { ["Do"] = "exclude", ["Ratings"] = $"{one}", ["Reason"] = "重复" }, "#judge"))));
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Redirect));
        Assert.Equal("fair-play.judged-already", answers.Select(answer => answer.RefusalCode()).Single(code => code is not null));

        Assert.Equal((6, 1), await CountsAsync(app));
        var page = (await manager.PageAsync("/staff/ratings/alerts?show=excluded")).Body!.TextContent;
        Assert.True(page.Contains("officer", StringComparison.Ordinal) || page.Contains("manager", StringComparison.Ordinal));
        Assert.Contains(answers[0].StatusCode == HttpStatusCode.Redirect ? Reason : "重复", page, StringComparison.Ordinal);

        var exclusion = await app.WithDbAsync(db => db.Set<RatingExclusion>().SingleAsync());
        Assert.Equal("fair-play.reason-needed", (await officer.SubmitAsync(address, new() { ["Do"] = "put-back", ["Exclusion"] = $"{exclusion.Id}" }, "#back")).RefusalCode());
        Assert.Null((await officer.SubmitAsync(address, new() { ["Do"] = "put-back", ["Exclusion"] = $"{exclusion.Id}", ["BackReason"] = "群众确认是本人点的" }, "#back")).RefusalCode());
        Assert.Equal((7, 0), await CountsAsync(app));
        Assert.Contains("群众确认是本人点的", (await manager.PageAsync("/staff/ratings/alerts?show=excluded")).Body!.TextContent, StringComparison.Ordinal);

        // Judged, it is not raised again; enough that is new is another round.
        await LookAsync(app);
        Assert.Single(await AlertsAsync(app));
        await GiveAsync(app, hall, null, RatingLevel.VerySatisfied, 6, at: n => app.Clock.Now.AddSeconds(20 + n), from: _ => new GivenFrom(device, null, null, 3));
        await LookAsync(app);
        var rounds = (await AlertsAsync(app)).OrderBy(some => some.Round).ToList();
        Assert.Equal([(1, 6), (2, 6)], rounds.Select(some => (some.Round, some.Counted)));
        Assert.All(rounds, some => Assert.Equal(some.Counted, some.Evidence.Count));
    }

    [Fact]
    public async Task Whoever_was_rated_neither_sees_nor_judges_it_and_the_past_can_be_looked_through()
    {
        await using var app = await StartAsync(("outsideRatings", "1"));
        var hall = await Hall.BuildAsync(app);
        var both = await hall.SignedInAsync("both", Role.RatingsOfficer);
        await hall.PostAsync("both", Role.Clerk);
        var other = await hall.SignedInAsync("other", Role.RatingsOfficer);
        var bothId = await app.WithDbAsync(db => db.Users.Where(user => user.UserName == "both").Select(user => user.Id).SingleAsync());
        await GiveAsync(app, hall, bothId, RatingLevel.VerySatisfied, 1, at: _ => app.Clock.Now.AddDays(-40).AddMinutes(-2), ended: app.Clock.Now.AddDays(-40));
        await LookAsync(app);
        Assert.Empty(await AlertsAsync(app));

        Assert.Equal("fair-play.days", (await other.SubmitAsync("/staff/ratings/alerts", new() { ["From"] = "2025-11-01", ["Through"] = "2026-11-24" }, "#look")).RefusalCode());

        // Who is meant is told that there is something for others to judge, and no more.
        var own = await (await both.FollowAsync(await both.SubmitAsync("/staff/ratings/alerts", new() { ["From"] = "2026-01-01", ["Through"] = "2026-11-24" }, "#look"))).PageAsync();
        Assert.Contains("没有要您研判的新发现；另有 1 条由别人研判", own.QuerySelector("#looked")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("另有 1 条由别人研判", own.QuerySelector("#elsewhere")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(own.QuerySelectorAll("#alerts tbody tr"));
        await app.WithDbAsync(async db =>
        {
            db.RemoveRange(await db.Set<FairPlayAlert>().Include(alert => alert.Evidence).ToListAsync());
            return await db.SaveChangesAsync();
        });
        var looked = await (await other.FollowAsync(await other.SubmitAsync("/staff/ratings/alerts", new() { ["From"] = "2026-10-01", ["Through"] = "2026-11-24" }, "#look"))).PageAsync();
        Assert.Contains("1 条", looked.QuerySelector("#looked")!.TextContent, StringComparison.Ordinal);
        Assert.Single(looked.QuerySelectorAll("#alerts tbody tr"));
        var address = $"/staff/ratings/alerts/{Assert.Single(await AlertsAsync(app)).Id}";

        Assert.Equal(HttpStatusCode.NotFound, (await both.GetAsync(address)).StatusCode);
        Assert.DoesNotContain("没办完", (await both.PageAsync("/staff/ratings/alerts")).QuerySelector("#alerts")?.TextContent ?? "", StringComparison.Ordinal);
        Assert.Null((await other.SubmitAsync(address, new() { ["Do"] = "dismiss", ["Reason"] = "设备时钟快了两分钟" }, "#judge")).RefusalCode());
    }

    [Fact]
    public async Task Whoever_mends_a_bad_rating_sees_the_alert_and_takes_out_the_others_and_what_was_found_not_to_hold_counts_no_more()
    {
        await using var app = await StartAsync();
        var hall = await Hall.BuildAsync(app);
        var officer = await hall.SignedInAsync("officer", Role.RatingsOfficer);
        var other = await hall.SignedInAsync("other", Role.RatingsOfficer);
        var officerId = await app.WithDbAsync(db => db.Users.Where(user => user.UserName == "officer").Select(user => user.Id).SingleAsync());
        await GiveAsync(app, hall, null, RatingLevel.Dissatisfied, 6, at: n => app.Clock.Now.AddSeconds(n), from: _ => new GivenFrom(null, null, "zz-browser", 30), text: "太慢");
        await LookAsync(app);
        var alert = Assert.Single(await AlertsAsync(app));
        var (inHand, dismissed) = (alert.Evidence[0].RatingId, alert.Evidence[1].RatingId);
        await app.WithAsync(async services =>
        {
            var (db, opening, moments) = (services.GetRequiredService<TongbanDb>(), services.GetRequiredService<RectificationOpening>(), services.GetRequiredService<Tongban.Cases.CaseMoments>());
            foreach (var id in new[] { inHand, dismissed })
            {
                var rating = await db.Set<Rating>().SingleAsync(one => one.Id == id);
                var one = (await opening.OpenAsync(rating, await db.Set<Service>().SingleAsync(service => service.Id == rating.ServiceId)))!;
                one.Take(moments.By(Actor.Staff(officerId)));
                if (id == dismissed)
                {
                    one.Verify(Verdict.Mistaken, "点错了", "已按您说的更正", moments.By(Actor.Staff(officerId)));
                    one.Review(true, "同意", moments.By(Actor.Staff(await db.Users.Where(user => user.UserName == "other").Select(user => user.Id).SingleAsync())));
                }
            }

            return await db.SaveChangesAsync();
        });

        var address = $"/staff/ratings/alerts/{alert.Id}";
        var mine = await officer.PageAsync(address);
        Assert.Equal((4, 5), (mine.QuerySelectorAll("input[name=Ratings]").Length, (await other.PageAsync(address)).QuerySelectorAll("input[name=Ratings]").Length));
        Assert.Contains("核实为误评", mine.QuerySelector("#ratings")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(5, mine.QuerySelectorAll("#ratings .tb-tag").Count(tag => tag.TextContent.Trim() == "计入"));
        Dictionary<string, string> Out(Guid id) => new() { ["Do"] = "exclude", ["Ratings"] = $"{id}", ["Reason"] = Reason };
        Assert.Equal("fair-play.in-hand", (await officer.SubmitAsync(address, Out(inHand), "#judge")).RefusalCode());
        Assert.Equal("fair-play.choose-ratings", (await other.SubmitAsync(address, Out(dismissed), "#judge")).RefusalCode());

        var gone = (await officer.PageAsync("/staff/ratings/alerts?show=excluded")).QuerySelector("#dismissed")!.TextContent;
        Assert.True(gone.Contains("误评", StringComparison.Ordinal) && gone.Contains("other", StringComparison.Ordinal), gone);
    }

    private static Task<TongbanApp> StartAsync(params (string Name, string Value)[] own) => TongbanApp.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(FairPlaySettings.With(own))));

    private static Task<int> LookAsync(TongbanApp app) => app.WithAsync(services => services.GetRequiredService<FairPlayWatch>().RunAsync(TestContext.Current.CancellationToken));

    private static Task<List<FairPlayAlert>> AlertsAsync(TongbanApp app) => app.WithDbAsync(db => db.Set<FairPlayAlert>().AsNoTracking().Include(alert => alert.Evidence).ToListAsync());

    private static Task<(long Counted, long Excluded)> CountsAsync(TongbanApp app) => app.WithDbAsync(async db => (await db.CountedRatings().LongCountAsync(), await db.ExcludedRatings().LongCountAsync()));

    private static Task<int> GiveAsync(
        TongbanApp app, Hall hall, Guid? staffId, RatingLevel level, int count, Func<int, DateTime> at, Func<int, GivenFrom>? from = null, string? phone = null, DateTime? ended = null, RatingChannel channel = RatingChannel.Mobile, Window? window = null, string text = "") => app.WithAsync(async services =>
    {
        var db = services.GetRequiredService<TongbanDb>();
        for (var n = 0; n < count; n++)
        {
            var service = window is null
                ? new Service(db.CentreId, new RecordedService(ServiceMoment.Hotline, hall.Site.Id, hall.Item.Id, staffId, null, null), Codes.Token(), ended ?? at(n), Actor.System)
                : (await Served.AtAsync(app, hall, window, staffId)).Service;
            var rating = new Rating(service, 1, new Opinion(level, [], text), channel, phone is null ? null : new RatingContact(services.GetRequiredService<PersonalData>().Seal(Sealed.Phone, phone), false), at(n), Actor.Guest);
            db.AddRange(window is null ? [service, rating] : [rating]);
            if (from is not null)
            {
                db.Add(new RatingTrace(rating, from(n)));
            }
        }

        return await db.SaveChangesAsync();
    });
}
