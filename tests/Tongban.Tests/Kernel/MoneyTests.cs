using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class MoneyTests
{
    private static readonly Gen<Money> AnyMoney = Gen.Long[-10_000_000_000_000, 10_000_000_000_000].Select(fen => new Money(fen));

    [Theory]
    [InlineData(8000, "80.00", "80", "0.0080")]
    [InlineData(1250, "12.50", "12.50", "0.00125")]
    [InlineData(-1, "-0.01", "-0.01", "-0.000001")]
    [InlineData(0, "0.00", "0", "0.0000")]
    [InlineData(317_778_600, "3177786.00", "3177786", "317.7786")]
    [InlineData(257_225_000, "2572250.00", "2572250", "257.2250")]
    public void Prints_in_yuan_and_in_ten_thousands(long fen, string yuan, string shortYuan, string wan)
    {
        var money = new Money(fen);

        Assert.Equal((yuan, shortYuan, wan), (money.ToYuanText(), money.ToShortYuanText(), money.ToWanYuanText()));
    }

    [Fact]
    public void Three_grants_add_up_as_reported()
    {
        // 2020: seals bought in batches, 3172 tax devices at 160 yuan, 8168 deliveries at 12 yuan.
        var saved = Money.Sum([Money.ParseYuan("2572250"), Money.FromYuan(160) * 3172, Money.FromYuan(12) * 8168]);

        Assert.Equal("317.7786", saved.ToWanYuanText());
    }

    [Theory]
    [InlineData("80.005")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("99999999999999999999")]
    [InlineData("八十")]
    [InlineData("")]
    [InlineData(null)]
    public void A_text_that_is_no_amount_is_refused(string? typed) => Refused("money.format", () => Money.ParseYuan(typed));

    [Fact]
    public void Overflows_loudly()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) * 2);
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
        Assert.Throws<OverflowException>(() => Money.FromYuan(long.MaxValue));
    }

    [Fact]
    public void What_is_printed_reads_back() =>
        AnyMoney.Sample(money => Money.ParseYuan(money.ToYuanText()) == money && Money.ParseYuan(money.ToShortYuanText()) == money);

    [Fact]
    public void A_sum_does_not_mind_its_order() =>
        AnyMoney.Array[0, 20].Sample(amounts => Money.Sum(amounts) == Money.Sum(amounts.Reverse()) && Money.Sum(amounts).Fen == amounts.Sum(a => a.Fen));

    [Fact]
    public void Taking_away_undoes_adding() => Gen.Select(AnyMoney, AnyMoney).Sample((a, b) => a + b - b == a && (a < b) == (b > a));
}
