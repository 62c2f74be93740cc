using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Ratings.Province;
using Tongban.Tests.Ratings;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Partners;

/// <summary>A rating in the platform's fields comes back as it went, whatever its level and channel.</summary>
public sealed class PlatformRatingTests
{
    private static readonly HallClock Clock = new(new FakeTimeProvider(TongbanApp.TuesdayMorning), HallClock.China);
    private static readonly EvaluationTags Tags = EvaluationTags.Parse(EvaluationTagsTests.Table("codes", "evaluation-tags.json"));
    private static readonly RatingChannelCodecs Codecs = RatingChannelCodecs.Parse(EvaluationTagsTests.Table("codes", "rating-channels.json"));

    [Fact]
    public void Every_level_by_every_channel_goes_there_and_comes_back_the_same()
    {
        var seen = 0;
        foreach (var upstream in Codecs.Upstreams)
        {
            foreach (var channel in Codecs[upstream].Channels.Where(channel => channel != RatingChannel.SystemDefault))
            {
                foreach (var level in Enum.GetValues<RatingLevel>())
                {
                    var rating = Rated(level, channel);
                    var sent = JsonSerializer.Serialize(PlatformRating.Of(rating, new("S1", 2), Codecs[upstream], counts: true, Clock), JsonSerializerOptions.Web);
                    var read = JsonSerializer.Deserialize<PlatformRating>(sent, JsonSerializerOptions.Web)!;
                    var said = read.Opinion(Tags);

                    Assert.Equal((level, channel, rating.Tags, rating.Text), (said.Level, read.Channel(Codecs[upstream]), said.TagCodes, said.Text));
                    Assert.Equal((rating.RatedAt, 1, 2, level.Stars), (read.RatedAt(Clock), read.AssessNumber, read.ServiceNumber, read.Satisfaction));
                    seen++;
                }
            }
        }

        Assert.Equal(65, seen);
    }

    [Fact]
    public void Its_fields_are_the_platforms_and_nothing_of_the_person_is_among_them()
    {
        var sent = JsonSerializer.SerializeToElement(PlatformRating.Of(Rated(RatingLevel.VeryDissatisfied, RatingChannel.Phone), new("41…0001", 1), Codecs["national"], counts: false, Clock), JsonSerializerOptions.Web);

        Assert.Equal(
            ["anonymityFlag", "assessNumber", "assessTime", "effectivEvalua", "evalDetail", "isdefault", "pf", "projectNo", "satisfaction", "serviceNumber", "writingEvaluation"],
            sent.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal((1, "6", "108", "2026-11-24 09:30:00", 0), (sent.GetProperty("satisfaction").GetInt32(), sent.GetProperty("pf").GetString(), sent.GetProperty("evalDetail").GetString(), sent.GetProperty("assessTime").GetString(), sent.GetProperty("effectivEvalua").GetInt32()));
    }

    [Fact]
    public void A_channel_without_a_code_is_not_sent_under_another_ones() =>
        Refused("rating.channel-without-code", () => PlatformRating.Of(Rated(RatingLevel.Satisfied, RatingChannel.PaperForm), new("S1", 1), Codecs["national"], counts: true, Clock));

    [Theory]
    [InlineData(0, "2", "", "2026-11-24 09:30:00", "rating.unknown-level")]
    [InlineData(6, "2", "", "2026-11-24 09:30:00", "rating.unknown-level")]
    [InlineData(5, "8", "", "2026-11-24 09:30:00", "rating.unknown-channel")]
    [InlineData(5, "2", "403", "2026-11-24 09:30:00", "rating.unknown-tag")]
    [InlineData(5, "2", "", "20261124T093000", "rating.time-unknown")]
    [InlineData(5, "2", "", "2026-13-24 09:30:00", "rating.time-unknown")]
    public void What_is_no_rating_is_refused(int stars, string pf, string tags, string time, string code)
    {
        var given = new PlatformRating("S1", 1, 1, stars, pf, tags, "", time, 0, 1, 1);

        Refused(code, () =>
        {
            given.Opinion(Tags);
            given.Channel(Codecs["national"]);
            given.RatedAt(Clock);
        });
    }

    private static Rating Rated(RatingLevel level, RatingChannel channel)
    {
        var service = new Service(Guid.NewGuid(), new RecordedService(ServiceMoment.Hotline, Guid.NewGuid(), null, null, null, null), "t", Clock.Now, Actor.System);
        return new Rating(service, 1, new Opinion(level, [Tags.Of(level).First()], "写的\n\"话\"<b>", Tags.Version), channel, null, Clock.Now, Actor.Guest);
    }
}
