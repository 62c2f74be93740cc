using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using Tongban.People;
using Tongban.Ratings;
using Tongban.Ratings.FairPlay;
using Tongban.Ratings.Figures;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Ratings.FairPlay;

/// <summary>The arithmetic of the rules, what is kept of where a rating came from, and who may judge.</summary>
public sealed class FairPlayRuleTests
{
    private static readonly DateTime Noon = new(2026, 11, 24, 4, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Judge = Guid.NewGuid();
    private static readonly Guid Clerk = Guid.NewGuid();

    [Theory]
    [InlineData("0 1 2 3", 4, 3, "0-3")]
    [InlineData("0 1 2 4", 4, 3, "")]
    [InlineData("0 1 2 3 4 5", 4, 3, "0-5")]
    [InlineData("0 1 2 3 20 30 31 32 33", 4, 3, "0-3 30-33")]
    [InlineData("", 1, 1, "")]
    [InlineData("7", 1, 1, "7-7")]
    public void A_burst_is_every_stretch_in_which_too_many_came_too_soon(string minutes, int least, int within, string found)
    {
        var sorted = minutes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(minute => Noon.AddMinutes(int.Parse(minute, null))).ToList();

        var bursts = Bursts.In(sorted, at => at, least, within);

        Assert.Equal(found, string.Join(' ', bursts.Select(burst => $"{(burst[0] - Noon).TotalMinutes}-{(burst[^1] - Noon).TotalMinutes}")));
    }

    [Theory]
    [InlineData("bbbxbb", 3, "3")]
    [InlineData("bbxbbb", 3, "3")]
    [InlineData("bbxbb", 3, "")]
    [InlineData("bbbb", 3, "4")]
    [InlineData("", 1, "")]
    public void A_run_is_unbroken_and_long_enough(string levels, int least, string lengths) =>
        Assert.Equal(lengths, string.Join(' ', Bursts.Runs(levels.ToList(), level => level == 'b', least).Select(run => run.Count)));

    [Fact]
    public void Where_nearly_all_is_the_best_a_long_run_is_no_wonder()
    {
        Assert.Equal(127, Bursts.RunBeyondChance(0.8964, 1_000_000));
        Assert.Equal(1375, Bursts.RunBeyondChance(0.99, 1_000_000));
        Assert.Null(Bursts.RunBeyondChance(1, 1_000_000));
    }

    [Theory]
    [InlineData(41567, 0, 4802, 0, 0, "Satisfied")]
    [InlineData(41567, 1, 4802, 0, 0, "")]
    [InlineData(41567, 4802, 0, 0, 0, "")]
    [InlineData(41567, 0, 49, 0, 0, "")]
    [InlineData(100, 0, 0, 0, 100, "Satisfied BasicallySatisfied Dissatisfied")]
    [InlineData(100, 0, 0, 0, 99, "")]
    public void A_level_that_is_missing_between_two_that_are_used_is_a_hole_and_the_ends_are_none(int five, int four, int three, int two, int one, string holes) =>
        Assert.Equal(holes, string.Join(' ', LevelHoles.In(new LevelCounts(five, four, three, two, one), enough: 200, beside: 50)));

    [Theory]
    [InlineData("203.0.113.9", "CB0071")]
    [InlineData("2001:db8:85a3:8d3:1319:8a2e:370:7348", "20010DB885A3")]
    public void Of_an_address_only_its_network_is_looked_at(string address, string network) => Assert.Equal(network, RatingOrigins.NetworkOf(IPAddress.Parse(address)));

    [Fact]
    public void The_same_network_has_one_mark_a_day_and_another_on_the_next()
    {
        var time = new FakeTimeProvider(TongbanApp.TuesdayMorning);
        var origins = Origins(time);
        GivenFrom From(string address, string browser = "A") => origins.Of(Request(address, browser));

        var (first, near, far) = (From("203.0.113.9"), From("203.0.113.200"), From("203.0.114.9"));
        Assert.Equal(first.NetworkMark, near.NetworkMark);
        Assert.NotEqual(first.NetworkMark, far.NetworkMark);
        Assert.NotEqual(first.BrowserMark, near.BrowserMark);
        Assert.NotEqual(first.BrowserMark, From("203.0.113.9", "B").BrowserMark);
        Assert.DoesNotContain("203.0.113", first.NetworkMark! + first.BrowserMark, StringComparison.Ordinal);
        time.Advance(TimeSpan.FromDays(1));
        Assert.NotEqual(first.NetworkMark, From("203.0.113.9").NetworkMark);
        Assert.Equal(new GivenFrom(null, null, null, null), From("10.8.1.2"));
    }

    [Fact]
    public void How_long_the_page_was_open_is_sealed_and_belongs_to_one_service()
    {
        var time = new FakeTimeProvider(TongbanApp.TuesdayMorning);
        var origins = Origins(time);
        var shown = origins.Shown("one");
        time.Advance(TimeSpan.FromSeconds(9));

        Assert.Equal(9, origins.OfDevice(null, "one", shown).Seconds);
        Assert.Equal(0, origins.OfDevice(null, "two", shown).Seconds);
        Assert.Equal(0, origins.OfDevice(null, "one", "forged").Seconds);
        Assert.Equal(0, origins.OfDevice(null, "one", null).Seconds);
    }

    [Fact]
    public void The_way_of_a_link_cannot_be_typed_nor_carried_to_another_service()
    {
        var vias = new RatingVia(Keys());
        var phone = Request("203.0.113.9", "Mobi").Request;
        var signed = vias.Sign("one", RatingVia.Sms);

        Assert.Equal(RatingChannel.TextMessage, vias.ChannelOf("one", signed, phone));
        Assert.Equal(RatingChannel.TextMessage, vias.ChannelOf("two", vias.SignAgain("one", signed, "two"), phone));
        Assert.All([("two", signed), ("one", "sms"), ("one", "qr" + signed[3..]), ("one", "self"), ("one", null)], one => Assert.Equal(RatingChannel.Mobile, vias.ChannelOf(one.Item1, one.Item2, phone)));
    }

    [Fact]
    public void Whoever_was_rated_does_not_take_it_out_and_what_is_out_comes_back_once()
    {
        var rating = Rated();
        Refused("fair-play.own", () => rating.Exclude(Noon, Actor.Staff(Clerk)));
        Refused("fair-play.own", () => rating.Exclude(Noon, Actor.System));
        rating.Exclude(Noon, Actor.Staff(Judge));
        Refused("rating.excluded-already", () => rating.Exclude(Noon, Actor.Staff(Judge)));
        Refused("fair-play.own", () => rating.PutBack(Noon, Actor.Staff(Clerk)));
        rating.PutBack(Noon, Actor.Staff(Judge));
        Refused("fair-play.put-back-already", () => rating.PutBack(Noon, Actor.Staff(Judge)));
        Assert.Null(rating.ExcludedAt);
    }

    [Fact]
    public void An_alert_is_judged_once_with_a_reason_and_not_by_whom_it_is_about()
    {
        var alert = Alert();
        Refused("fair-play.reason-needed", () => alert.Dismiss(" \n", Noon, Actor.Staff(Judge)));
        Refused("fair-play.reason-too-long", () => alert.Dismiss(new string('长', 501), Noon, Actor.Staff(Judge)));
        Refused("fair-play.own", () => alert.Dismiss("没事", Noon, Actor.Staff(Clerk)));
        Refused("fair-play.choose-ratings", () => alert.Exclude(0, "刷的", Noon, Actor.Staff(Judge)));
        Assert.True(alert.IsOpen);
        alert.Dismiss("没事", Noon, Actor.Staff(Judge));
        Refused("fair-play.judged-already", () => alert.Exclude(1, "刷的", Noon, Actor.Staff(Judge)));
        Assert.DoesNotContain(alert.Unsaved, fact => fact.Data.Contains("没事", StringComparison.Ordinal));
    }

    internal static FairPlayAlert Alert(Guid? staffId = null) => new(
        Guid.NewGuid(), new Finding(FairPlayRule.BestStreak, "k", new(2026, 11, 1), new(2026, 11, 24), [], 80, 60) { StaffId = staffId ?? Clerk }, [new FoundRating(Guid.NewGuid())], 1, Noon);

    private static Rating Rated()
    {
        var service = new Service(Guid.NewGuid(), new RecordedService(ServiceMoment.Hotline, Guid.NewGuid(), null, Clerk, null, null), "t", Noon, Actor.System);
        return new Rating(service, 1, new Opinion(RatingLevel.VerySatisfied, [], ""), RatingChannel.Mobile, null, Noon, Actor.Guest);
    }

    private static RatingOrigins Origins(TimeProvider time) => new(Keys(), new HallClock(time, HallClock.China), new EphemeralDataProtectionProvider(), FairPlaySettings.With(("HallNetworks:0", "10.8.0.0/16")));

    private static PersonalData Keys() => PersonalData.FromKeyFile(Path.Combine(Directory.CreateTempSubdirectory("tongban-keys-").FullName, "keys.json"));

    private static DefaultHttpContext Request(string address, string browser)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(address) } };
        http.Request.Headers.UserAgent = browser;
        return http;
    }
}
