using Tongban.Ratings;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Ratings;

public sealed class RatingChannelCodecTests
{
    private static readonly RatingChannelCodecs Codecs = RatingChannelCodecs.Parse(EvaluationTagsTests.Table("codes", "rating-channels.json"));

    [Theory]
    [InlineData("1", RatingChannel.Computer)]
    [InlineData("2", RatingChannel.Mobile)]
    [InlineData("3", RatingChannel.QrCode)]
    [InlineData("4", RatingChannel.HallTablet)]
    [InlineData("5", RatingChannel.SelfService)]
    [InlineData("6", RatingChannel.Phone)]
    [InlineData("7", RatingChannel.TextMessage)]
    public void The_national_table_counts_from_one_to_seven(string code, RatingChannel channel)
    {
        var national = Codecs[RatingChannelCodec.National];

        Assert.Equal((channel, code), (national.Read(code), national.Write(channel)));
    }

    [Theory]
    [InlineData("national")]
    [InlineData("zhejiang")]
    public void Every_table_reads_back_what_it_writes(string upstream) =>
        Assert.All(Codecs[upstream].Channels, channel => Assert.Equal(channel, Codecs[upstream].Read(Codecs[upstream].Write(channel))));

    [Fact]
    public void The_same_number_means_another_channel_in_Zhejiang()
    {
        Assert.Equal((RatingChannel.TextMessage, RatingChannel.SystemDefault), (Codecs["zhejiang"].Read("6"), Codecs["zhejiang"].Read("7")));
        Refused("rating.channel-without-code", () => Codecs["zhejiang"].Write(RatingChannel.Phone));
    }

    [Fact]
    public void A_table_of_letters_works_as_well()
    {
        var letters = new RatingChannelCodec(new Dictionary<string, RatingChannel> { ["PJQ"] = RatingChannel.HallTablet });

        Assert.Equal(RatingChannel.HallTablet, letters.Read(letters.Write(RatingChannel.HallTablet)));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("8")]
    [InlineData("")]
    [InlineData("01")]
    public void An_unknown_code_is_refused(string code) =>
        Refused("rating.unknown-channel", () => Codecs[RatingChannelCodec.National].Read(code));
}
