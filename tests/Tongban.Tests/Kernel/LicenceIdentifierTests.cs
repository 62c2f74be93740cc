using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class LicenceIdentifierTests
{
    private static readonly UnifiedSocialCreditCode Defines = UnifiedSocialCreditCode.Parse("11100000MB0341032Y");
    private static readonly UnifiedSocialCreditCode Issues = UnifiedSocialCreditCode.Parse("11370800MB28559184");

    [Theory]
    [InlineData("1.2.156.3005.2.11100000000013338W032.11220000013544541J.2430599.001.F", true)]
    [InlineData("1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U", true)]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9", true)]
    [InlineData("1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M", false)]
    [InlineData("1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.D", true)]
    [InlineData("1.2.156.3005.2.11100000MB0341032Y002.11420503087246977F.20200101000000000001.001.Z", true)]
    public void Is_read_leniently_and_tells_whether_its_check_is_right(string text, bool right)
    {
        var identifier = LicenceIdentifier.Parse(text);

        Assert.Equal((text, right), (identifier.Value, identifier.IsCheckRight));
    }

    [Fact]
    public void Has_its_parts()
    {
        var identifier = LicenceIdentifier.Parse("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9");

        Assert.Equal(("11100000MB03271699022", "340100", "000000016", "001"), (identifier.Type, identifier.Issuer, identifier.Serial, identifier.Version));
    }

    [Theory]
    [InlineData("1.2.156.3005.3.11100000MB03271699022.340100.000000016.001.9")]
    [InlineData("1.2.156.3005.2.11100000MB0327169902.340100.000000016.001.9")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.01.9")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100..001.9")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.99")]
    [InlineData("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_identifier_is_refused(string? typed) => Refused("licence.format", () => LicenceIdentifier.Parse(typed));

    [Fact]
    public void Is_made_strictly()
    {
        Refused("licence.format", () => LicenceIdentifier.Create(Defines, 2, Issues, "2020-01"));
        Refused("licence.format", () => LicenceIdentifier.Create(Defines, 2, Issues, new string('1', LicenceIdentifier.PartMaxLength + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => LicenceIdentifier.Create(Defines, 1000, Issues, "1"));
    }

    [Fact]
    public void What_is_made_reads_back_and_fits() =>
        Gen.Select(Gen.Int[1, 999], Gen.String[Gen.Char["0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"], 1, 40], Gen.Int[1, 999]).Sample((type, serial, version) =>
        {
            var identifier = LicenceIdentifier.Create(Defines, type, Issues, serial, version);

            return LicenceIdentifier.Parse(identifier.Value) == identifier && identifier.IsCheckRight && identifier.Value.Length <= LicenceIdentifier.MaxLength;
        });

    [Fact]
    public void Any_one_changed_digit_of_the_serial_is_noticed() =>
        Gen.Select(Gen.Int[0, 9], Gen.Char['0', '9']).Sample((place, other) =>
        {
            var made = LicenceIdentifier.Create(Defines, 2, Issues, "2020010199");
            var serial = made.Serial[..place] + other + made.Serial[(place + 1)..];
            var changed = LicenceIdentifier.Parse(made.Value.Replace(".2020010199.", $".{serial}.", StringComparison.Ordinal));

            return changed.IsCheckRight == (changed == made);
        });
}
