using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class UnifiedSocialCreditCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly string[] Known =
    [
        "91350100M000100Y43", "91440300708461136T", "91110108551385082Q", "91110000802100433B", "91341000MA2N0ABGXX",
        "11610923MB2900168E", "112302070019030687", "1134082855783407XL", "91440300359143307G", "11100000000013338W",
        "11430000006122244L", "12441500196720244T", "11370800MB28559184", "91410100MA0000007G", "92410100MA00000158",
        "114101000000000000",
    ];

    [Fact]
    public void Known_codes_are_right() => Assert.All(Known, code => Assert.Equal(code, UnifiedSocialCreditCode.Parse(code).Value));

    [Theory]
    [InlineData("91350100M000100Y44", "uscc.check-digit")]
    [InlineData("91350100M000100YI3", "uscc.character")]
    [InlineData("91350100M000100YO3", "uscc.character")]
    [InlineData("91350100M000100YS3", "uscc.character")]
    [InlineData("91350100M000100YV3", "uscc.character")]
    [InlineData("91350100M000100YZ3", "uscc.character")]
    [InlineData("913501A0M000100Y43", "uscc.character")]
    [InlineData("91350100M000100Y4", "uscc.length")]
    [InlineData("91350100M000100Y433", "uscc.length")]
    [InlineData("", "uscc.length")]
    [InlineData(null, "uscc.length")]
    public void A_wrong_code_is_refused(string? typed, string code)
    {
        Refused(code, () => UnifiedSocialCreditCode.Parse(typed));
        Assert.False(UnifiedSocialCreditCode.TryParse(typed, out _));
    }

    [Theory]
    [InlineData("91350100m000100y43")]
    [InlineData(" 9135 0100 M000100Y 43 ")]
    [InlineData("９１３５０１００Ｍ０００１００Ｙ４３")]
    public void Case_spaces_and_full_width_are_put_right(string typed) =>
        Assert.Equal(UnifiedSocialCreditCode.Parse("91350100M000100Y43"), UnifiedSocialCreditCode.Parse(typed));

    [Fact]
    public void Has_its_parts()
    {
        var code = UnifiedSocialCreditCode.Parse("91410100MA0000007G");

        Assert.Equal(("410100", "MA0000007"), (code.Division, code.OrganisationCode));
    }

    [Fact]
    public void The_inner_check_digit_is_looked_at_too()
    {
        // One of these last characters fits the outer sum; the organisation's own digit is 6, not 5.
        Assert.DoesNotContain(Alphabet, last => UnifiedSocialCreditCode.TryParse("91350100M000100X5" + last, out _));
        Assert.Contains(Alphabet, last => UnifiedSocialCreditCode.TryParse("91350100M000100X6" + last, out _));
    }

    [Fact]
    public void Any_one_changed_character_is_noticed() =>
        Gen.Select(Gen.OneOf(Known), Gen.Int[0, 17], Gen.OneOf(Alphabet.ToCharArray())).Sample((code, place, other) =>
            code[place] == other || !UnifiedSocialCreditCode.TryParse(code[..place] + other + code[(place + 1)..], out _), iter: 10_000);

    [Fact]
    public void Nothing_typed_makes_it_fall_over() => Gen.String.Sample(typed => { _ = UnifiedSocialCreditCode.TryParse(typed, out _); });
}
