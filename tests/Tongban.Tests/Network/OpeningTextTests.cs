using CsCheck;
using Tongban.Kernel;
using Tongban.Network;
using Tongban.Network.Editing;

namespace Tongban.Tests.Network;

public sealed class OpeningTextTests
{
    private static readonly Gen<IReadOnlyList<OpeningSpan>> AnySpans =
        Gen.Int[0, 1438].Array[0, 8].Select(minutes => minutes.Distinct().Order().ToArray())
            .Select(minutes => (IReadOnlyList<OpeningSpan>)[.. minutes.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new OpeningSpan(At(pair[0]), At(pair[1])))]);

    [Theory]
    [InlineData("9:00-12:00, 13:00-17:00")]
    [InlineData("13:00-17:00 09:00-12:00")]
    [InlineData("9:00 – 12:00；13:00—17:00")]
    [InlineData("９：００～１２：００，１３：００～１７：００")]
    [InlineData("9:00至12:00、13:00到17:00")]
    public void Is_read_however_it_is_typed(string typed) =>
        Assert.Equal("9:00-12:00, 13:00-17:00", OpeningText.Of(OpeningText.Parse(typed)));

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_is_closed(string? typed) => Assert.Empty(OpeningText.Parse(typed));

    [Fact]
    public void Midnight_is_the_last_minute() => Assert.True(Assert.Single(OpeningText.Parse("0:00-24:00")).IsRoundTheClock);

    [Theory]
    [InlineData("9-12", "opening.hours-unreadable")]
    [InlineData("9:00", "opening.hours-unreadable")]
    [InlineData("9:00-12:00-13:00", "opening.hours-unreadable")]
    [InlineData("25:00-26:00", "opening.hours-unreadable")]
    [InlineData("上午", "opening.hours-unreadable")]
    [InlineData("12:00-9:00", "opening.closes-before-it-opens")]
    [InlineData("9:00-9:00", "opening.closes-before-it-opens")]
    [InlineData("9:00-12:00, 11:00-17:00", "opening.overlap")]
    public void What_cannot_be_is_refused(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => OpeningText.Parse(typed)).Code);

    [Fact]
    public void What_is_told_reads_back() => AnySpans.Sample(spans => OpeningText.Parse(OpeningText.Of(spans)).SequenceEqual(spans));

    [Fact]
    public void Nothing_typed_makes_it_fall_over() => Gen.String.Sample(typed =>
    {
        try
        {
            _ = OpeningText.Parse(typed);
        }
        catch (Refusal)
        {
            // A clear answer is all that is asked.
        }
    });

    private static TimeOnly At(int minute) => TimeOnly.MinValue.AddMinutes(minute);
}
