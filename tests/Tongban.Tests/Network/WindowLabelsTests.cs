using Tongban.Network;
using Tongban.Network.Places;

namespace Tongban.Tests.Network;

public sealed class WindowLabelsTests
{
    [Theory]
    [InlineData("9,10,11,13", "9–11, 13")]
    [InlineData("2,1", "1–2")]
    [InlineData("7", "7")]
    [InlineData("3,A1,4", "3–4, A1")]
    [InlineData("", "")]
    public void Labels_are_told_in_ranges(string labels, string told) =>
        Assert.Equal(told, WindowLabels.Ranges(labels.Split(',', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void A_degree_of_latitude_is_a_hundred_and_eleven_kilometres() =>
        Assert.Equal(111_195, Distance.Metres(34, 113, 35, 113), 1.0);

    [Fact]
    public void Here_is_no_distance_away() => Assert.Equal(0, Distance.Metres(34.7, 113.7, 34.7, 113.7));
}
