using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class ItemCodeTests
{
    private const string Live = "12441500196720244T3442199806003";

    [Fact]
    public void Thirty_one_characters_tell_body_level_and_base()
    {
        var code = ItemCode.Parse(Live);

        Assert.Equal((ItemCodeScheme.TwelveAndThirtyOne, ItemCodeKind.Implementation), (code.Scheme, code.Kind));
        Assert.Equal(("12441500196720244T", 3, "442199806003"), (code.Body!.Value, code.Level, code.BaseCode));
    }

    [Theory]
    [InlineData("442199806003", ItemCodeScheme.TwelveAndThirtyOne, ItemCodeKind.Base)]
    [InlineData("11370800MB285591843370117002011", ItemCodeScheme.TwelveAndThirtyOne, ItemCodeKind.Implementation)]
    [InlineData(Live + "01", ItemCodeScheme.TwelveAndThirtyOne, ItemCodeKind.Variant)]
    [InlineData("0100123000", ItemCodeScheme.TenAndTwentyFour, ItemCodeKind.Base)]
    [InlineData("010012300012441500196720", ItemCodeScheme.TenAndTwentyFour, ItemCodeKind.Implementation)]
    public void The_length_tells_scheme_and_kind(string text, ItemCodeScheme scheme, ItemCodeKind kind)
    {
        var code = ItemCode.Parse(text);

        Assert.Equal((scheme, kind, text), (code.Scheme, code.Kind, code.Value));
    }

    [Fact]
    public void A_variant_knows_what_it_is_a_variant_of()
    {
        Assert.Equal(Live, ItemCode.Parse(Live + "01").ImplementationCode);
        Assert.Equal("442199806003", ItemCode.Parse(Live + "01").BaseCode);
    }

    [Fact]
    public void The_older_long_code_tells_no_parts()
    {
        var code = ItemCode.Parse("010012300012441500196720");

        Assert.Equal((null, null, null, null), (code.Body, code.Level, code.BaseCode, code.ImplementationCode));
    }

    [Theory]
    [InlineData("1244150019672024", "item-code.length")]
    [InlineData("44219980-003", "item-code.character")]
    [InlineData("12441500196720244U3442199806003", "item-code.body")]
    [InlineData("12441500196720244T8442199806003", "item-code.level")]
    [InlineData("12441500196720244T0442199806003", "item-code.level")]
    [InlineData(null, "item-code.length")]
    public void A_wrong_code_is_refused(string? typed, string code)
    {
        Refused(code, () => ItemCode.Parse(typed));
        Assert.False(ItemCode.TryParse(typed, out _));
    }

    [Fact]
    public void Equal_texts_are_equal_codes() => Assert.Equal(ItemCode.Parse(Live), ItemCode.Parse(Live.ToLowerInvariant()));

    [Fact]
    public void The_parts_of_a_variant_make_it_again() =>
        Gen.Select(Gen.Int[1, 7], Gen.String[Gen.Char['0', '9'], 12, 12], Gen.Int[0, 99]).Sample((level, baseCode, variant) =>
        {
            var code = ItemCode.Parse($"12441500196720244T{level}{baseCode}{variant:00}");

            return code.Level == level && code.BaseCode == baseCode && ItemCode.Parse(code.ImplementationCode).BaseCode == baseCode && ItemCode.Parse(code.Value) == code;
        });

    [Fact]
    public void Nothing_typed_makes_it_fall_over() => Gen.String.Sample(typed => { _ = ItemCode.TryParse(typed, out _); });
}
