using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class CaseNumberTests
{
    private const string Live = "12441500196720244T3442199806003202206230068";

    private static readonly ItemCode Item = ItemCode.Parse(Live[..31]);

    [Fact]
    public void Is_made_of_item_day_and_sequence()
    {
        var number = CaseNumber.Next(Item, Day("2022-06-23"), 68);

        Assert.Equal(Live, number.Value);
        Assert.Equal(43, number.Value.Length);
        Assert.Equal((Item, Day("2022-06-23"), 68), (number.Item, number.Day, number.Sequence));
    }

    [Fact]
    public void Grows_past_9999() => Assert.EndsWith("2022062310000", CaseNumber.Next(Item, Day("2022-06-23"), 10_000).Value, StringComparison.Ordinal);

    [Fact]
    public void A_variant_is_numbered_under_its_item() =>
        Assert.Equal(Live, CaseNumber.Next(ItemCode.Parse(Item.Value + "02"), Day("2022-06-23"), 68).Value);

    [Fact]
    public void A_base_code_is_no_item_to_apply_for() =>
        Refused("case-number.item", () => CaseNumber.Next(ItemCode.Parse("442199806003"), Day("2022-06-23"), 1));

    [Theory]
    [InlineData("BJ2025000001", "case-number.length")]
    [InlineData("12441500196720244T344219980600320220623006", "case-number.length")]
    [InlineData("12441500196720244U3442199806003202206230068", "case-number.item")]
    [InlineData("12441500196720244T3442199806003202206310068", "case-number.day")]
    [InlineData("12441500196720244T3442199806003202206230000", "case-number.sequence")]
    [InlineData("12441500196720244T34421998060032022062300068", "case-number.sequence")]
    [InlineData("12441500196720244T344219980600320220623006A", "case-number.sequence")]
    [InlineData("12441500196720244T344219980600320220623" + "99999999999", "case-number.sequence")]
    [InlineData(null, "case-number.length")]
    public void A_wrong_number_is_refused(string? typed, string code)
    {
        Refused(code, () => CaseNumber.Parse(typed));
        Assert.False(CaseNumber.TryParse(typed, out _));
    }

    [Fact]
    public void What_is_made_reads_back_and_fits() =>
        Gen.Select(Gen.Int[0, 40_000], Gen.Int[1, int.MaxValue]).Sample((days, sequence) =>
        {
            var number = CaseNumber.Next(Item, Day("2000-01-01").AddDays(days), sequence);

            return CaseNumber.Parse(number.Value) == number && number.Sequence == sequence && number.Value.Length <= CaseNumber.MaxLength;
        });
}
