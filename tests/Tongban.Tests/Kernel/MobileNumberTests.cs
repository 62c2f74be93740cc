using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class MobileNumberTests
{
    [Theory]
    [InlineData("13800001234")]
    [InlineData("138 0000 1234")]
    [InlineData("138-0000-1234")]
    [InlineData("+86 138 0000 1234")]
    [InlineData("008613800001234")]
    [InlineData("8613800001234")]
    [InlineData("１３８００００１２３４")]
    public void Is_read_however_it_is_typed(string typed) => Assert.Equal("13800001234", MobileNumber.Parse(typed).Value);

    [Theory]
    [InlineData("12800001234")]
    [InlineData("1380000123")]
    [InlineData("138000012345")]
    [InlineData("+1 3800001234")]
    [InlineData("0371-65585500")]
    [InlineData("1380000123a")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? typed) => Refused("mobile.format", () => MobileNumber.Parse(typed));

    [Fact]
    public void Does_not_print_itself() => Assert.Equal("138****1234", MobileNumber.Parse("13800001234").ToString());

    [Fact]
    public void What_is_stored_reads_back() =>
        Gen.Long[13_000_000_000, 19_999_999_999].Sample(n => MobileNumber.Parse($"+86 {n}") == MobileNumber.Parse($"{n}"));
}
