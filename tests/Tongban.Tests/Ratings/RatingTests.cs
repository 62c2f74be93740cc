using Tongban.Kernel;
using Tongban.Ratings;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Ratings;

public sealed class RatingTests
{
    private static readonly DateTime Evening = new(2026, 11, 24, 17, 0, 0, DateTimeKind.Utc);
    private static readonly Service Service = new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "t", Evening, Actor.System);
    private static readonly EvaluationTag Friendly = new("517", "服务热情效率高", "Friendly");
    private static readonly EvaluationTag Curt = new("214", "服务态度生硬", "Curt");

    [Theory]
    [InlineData(RatingLevel.Dissatisfied)]
    [InlineData(RatingLevel.VeryDissatisfied)]
    public void A_bad_rating_needs_a_reason(RatingLevel level)
    {
        Refused("rating.reason-needed", () => Rate(level));
        Refused("rating.reason-needed", () => Rate(level, text: " \r\n "));
        Assert.Equal("太慢", Rate(level, text: " 太慢 ").Text);
    }

    [Fact]
    public void A_good_rating_needs_none() => Assert.Empty(Rate(RatingLevel.Satisfied).TagCodes);

    [Fact]
    public void A_tag_of_another_level_is_refused() =>
        Refused("rating.tag-of-another-level", () => Rate(RatingLevel.VerySatisfied, [Friendly, Curt]));

    [Fact]
    public void A_retired_tag_is_refused() =>
        Refused("rating.tag-retired", () => Rate(RatingLevel.VerySatisfied, [new("502", "该事项可以实行容缺受理", "", Retired: true)]));

    [Fact]
    public void A_tag_counts_once() => Assert.Equal("517", Rate(RatingLevel.VerySatisfied, [Friendly, Friendly]).Tags);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Only_a_first_and_one_additional_rating_exist(int number) => Refused("rating.number", () => Rate(RatingLevel.Satisfied, number: number));

    [Fact]
    public void A_level_that_does_not_exist_is_refused() => Refused("rating.unknown-level", () => Rate(default));

    [Fact]
    public void Nothing_is_rated_by_default() => Refused("rating.not-by-default", () => Rate(RatingLevel.Satisfied, channel: RatingChannel.SystemDefault));

    [Fact]
    public void The_text_is_bounded_and_a_line_end_counts_once()
    {
        Assert.Equal(Rating.MaxText, Rate(RatingLevel.Satisfied, text: new string('好', Rating.MaxText - 2) + "\r\n好").Text.Length);
        Refused("rating.text-too-long", () => Rate(RatingLevel.Satisfied, text: new string('好', Rating.MaxText + 1)));
    }

    [Fact]
    public void Characters_that_no_database_takes_are_left_out() => Assert.Equal("好\n的", Rate(RatingLevel.Satisfied, text: "好\0\n\u0007的").Text);

    [Fact]
    public void It_belongs_to_the_halls_day_of_the_service_not_to_the_UTC_day() => Assert.Equal(new DateOnly(2026, 11, 25), Rate(RatingLevel.Satisfied).ServedOn);

    [Fact]
    public void Named_or_anonymous_is_kept_for_the_rectification()
    {
        var named = Rate(RatingLevel.Satisfied, contact: new(new("cipher", "hash"), MayCallBack: true));

        Assert.Equal((false, true, "hash"), (named.IsAnonymous, named.MayCallBack, named.ContactHash));
        Assert.True(Rate(RatingLevel.Satisfied).IsAnonymous);
    }

    private static Rating Rate(
        RatingLevel level, IReadOnlyList<EvaluationTag>? tags = null, string text = "", int number = 1, RatingChannel channel = RatingChannel.Mobile, RatingContact? contact = null) =>
        new(Service, number, new Opinion(level, tags ?? [], text), channel, contact, Evening, Actor.Guest);
}
