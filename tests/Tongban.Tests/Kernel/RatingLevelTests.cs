using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class RatingLevelTests
{
    public static TheoryData<RatingLevel> Levels => [.. Enum.GetValues<RatingLevel>()];

    [Theory]
    [InlineData(RatingLevel.VerySatisfied, 5, 1, false)]
    [InlineData(RatingLevel.Satisfied, 4, 2, false)]
    [InlineData(RatingLevel.BasicallySatisfied, 3, 3, false)]
    [InlineData(RatingLevel.Dissatisfied, 2, 4, true)]
    [InlineData(RatingLevel.VeryDissatisfied, 1, 5, true)]
    public void The_two_tables_run_in_opposite_directions(RatingLevel level, int stars, int code, bool bad) =>
        Assert.Equal((stars, code, bad), (level.Stars, level.Gbt39046Code, level.IsBad));

    [Theory]
    [MemberData(nameof(Levels))]
    public void Both_codecs_read_back(RatingLevel level)
    {
        Assert.Equal(level, RatingLevel.FromStars(level.Stars));
        Assert.Equal(level, RatingLevel.FromGbt39046Code(level.Gbt39046Code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void An_unknown_number_is_refused(int number)
    {
        Refused("rating.unknown-level", () => RatingLevel.FromStars(number));
        Refused("rating.unknown-level", () => RatingLevel.FromGbt39046Code(number));
    }

    [Fact]
    public void Nothing_is_rated_by_default() => Assert.Throws<ArgumentOutOfRangeException>(() => default(RatingLevel).Stars);
}
