using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Tongban.Kernel;
using Tongban.Ratings;
using Tongban.Shared.Setup;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Ratings;

public sealed class EvaluationTagsTests
{
    private static readonly EvaluationTags Tags = EvaluationTags.Parse(Table("codes", "evaluation-tags.json"));

    public static TheoryData<RatingLevel> Levels => [.. Enum.GetValues<RatingLevel>()];

    public static string Table(string folder, string name) => File.ReadAllText(Path.Combine(ShippedData.Folder(folder), name));

    [Theory]
    [MemberData(nameof(Levels))]
    public void Each_level_has_eight_and_shows_three_at_once(RatingLevel level)
    {
        var offered = Tags.Of(level).ToList();

        Assert.Equal((8, 3), (offered.Count, offered.Count(tag => tag.First)));
        Assert.All(offered, tag => Assert.Equal((level, false), (tag.Level, tag.Retired)));
    }

    [Fact]
    public void The_table_states_the_facts_of_the_district_data()
    {
        using var source = JsonDocument.Parse(Table("district", "evaluation-tags.json"));
        var given = source.RootElement.GetProperty("current").EnumerateArray().Select(tag => (Code(tag), Text(tag), First: tag.GetProperty("main").GetBoolean(), Retired: false))
            .Concat(source.RootElement.GetProperty("retired").EnumerateArray().Select(tag => (Code(tag), Text(tag), First: false, Retired: true)));

        Assert.Equal(given.Order(), Tags.All.Select(tag => (tag.Code, tag.Zh, tag.First, tag.Retired)).Order());
        Assert.All(Tags.All, tag => Assert.NotEmpty(tag.En));
    }

    [Fact]
    public void A_retired_tag_can_still_be_read() => Assert.Equal("该事项可以实行容缺受理", Tags.Find("502").Zh);

    [Fact]
    public void An_unknown_tag_is_refused() => Refused("rating.unknown-tag", () => Tags.Find("403"));

    [Fact]
    public void A_limit_of_the_configuration_wins_over_the_file()
    {
        var local = new ConfigurationBuilder().AddInMemoryCollection([new("Tongban:Ratings:firstRatingDays", "30")]).Build();
        var rules = RatingRules.Parse(Table("codes", "rating-rules.json"), local);

        Assert.Equal((30, 60), (rules.FirstRatingDays.Value, rules.EvaluatorSeconds.Value));
        Assert.All([rules.FirstRatingDays, rules.EvaluatorSeconds, rules.VerifyWorkdays, rules.SimpleWorkdays, rules.ComplexWorkdays], rule => Assert.NotEmpty(rule.Source));
    }

    private static string Code(JsonElement tag) => tag.GetProperty("code").GetString()!;

    private static string Text(JsonElement tag) => tag.GetProperty("text").GetString()!;
}
