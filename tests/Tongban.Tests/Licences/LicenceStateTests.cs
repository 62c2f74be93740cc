using Tongban.Kernel;
using Tongban.Licences;
using Tongban.People;
using Tongban.Shared.Data;
using Tongban.Tests.Cases;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Licences;

/// <summary>A licence's own moves, without a database.</summary>
public sealed class LicenceStateTests
{
    private static readonly UnifiedSocialCreditCode Body = UnifiedSocialCreditCode.Parse("11410100000000027P");

    [Fact]
    public void Is_valid_through_its_last_day_and_expired_on_the_next()
    {
        var licence = Issued(until: "2026-12-31");

        Assert.Equal(LicenceState.Valid, licence.StateOn(Day("2026-12-31")));
        Assert.Equal(LicenceState.Expired, licence.StateOn(Day("2027-01-01")));
        Assert.Equal(LicenceState.Valid, Issued().StateOn(Day("2099-01-01")));
    }

    [Theory]
    [InlineData(LicenceStatus.Revoked)]
    [InlineData(LicenceStatus.Cancelled)]
    [InlineData(LicenceStatus.Replaced)]
    public void Ends_once_and_for_a_reason(LicenceStatus how)
    {
        var licence = Issued();
        Refused("licence.reason-missing", () => End(licence, how, " "));
        Refused("licence.reason-too-long", () => End(licence, how, new string('长', Licence.MaxReason + 1)));
        Assert.Equal(LicenceStatus.Valid, licence.Status);

        End(licence, how, "虚假材料");

        Assert.Equal((how, "虚假材料", 2), (licence.Status, licence.EndReason, licence.Version));
        foreach (var again in new[] { LicenceStatus.Revoked, LicenceStatus.Cancelled, LicenceStatus.Replaced })
        {
            Refused("licence.ended-already", () => End(licence, again, "再来一次"));
        }

        Assert.DoesNotContain(licence.Unsaved, fact => fact.Data.Contains("虚假", StringComparison.Ordinal));
    }

    [Fact]
    public void The_next_edition_has_the_same_serial_and_a_check_character_of_its_own()
    {
        var licence = Issued(until: "2026-12-31");
        Refused("licence.until-past", () => licence.Reissue(Day("2026-09-20"), "遗失", CaseBuilder.On("2026-09-20")));

        var next = licence.Reissue(Day("2028-12-31"), "遗失", CaseBuilder.On("2026-09-20"));

        var (before, after) = (LicenceIdentifier.Parse(licence.Identifier), LicenceIdentifier.Parse(next.Identifier));
        Assert.Equal((before.Type, before.Issuer, before.Serial, "002"), (after.Type, after.Issuer, after.Serial, after.Version));
        Assert.True(after.IsCheckRight);
        Assert.Equal((2, licence.Id, Day("2026-09-20"), Day("2028-12-31")), (next.Edition, next.ReplacesId, next.IssuedOn, next.ValidUntilOn));
        Assert.Equal((LicenceState.Replaced, LicenceState.Valid), (licence.StateOn(next.IssuedOn), next.StateOn(next.IssuedOn)));
        Assert.Equal(licence.HolderIdCipher, next.HolderIdCipher);
    }

    [Fact]
    public void A_persons_name_is_masked_on_screens_and_a_companys_is_public()
    {
        Assert.Equal("王*国", Issued().ShownHolder);
        Assert.Equal("如意健身有限公司", Issued(holder: new("如意健身有限公司", HolderCodeType.None, null, null)).ShownHolder);
    }

    [Theory]
    [InlineData("11410100000000027P006", true)]
    [InlineData("11410100000000027P000", false)]
    [InlineData("11410100000000027Q006", false)]
    [InlineData("11410100000000027P06", false)]
    [InlineData("11410100000000027P+06", false)]
    [InlineData(null, false)]
    public void A_type_is_a_right_credit_code_and_three_digits(string? code, bool right) => Assert.Equal(right, LicenceType.TryParse(code, out _));

    private static Licence Issued(string? until = null, LicenceHolder? holder = null)
    {
        var identifier = LicenceIdentifier.Create(Body, 6, Body, "20260000001ABC123");
        holder ??= new LicenceHolder("王建国", HolderCodeType.IdNumber, null, new Sealed("1.x", "h"));
        var opening = new LicenceOpening(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "食品经营许可证", "Food licence", null, holder, "市监局", "Market regulation", until is null ? null : Day(until));
        return new Licence(CurrentCentre.First, identifier, opening, CaseBuilder.On("2026-09-14"));
    }

    private static void End(Licence licence, LicenceStatus how, string reason)
    {
        var at = CaseBuilder.On("2026-09-20");
        switch (how)
        {
            case LicenceStatus.Revoked:
                licence.Revoke(reason, at);
                break;
            case LicenceStatus.Cancelled:
                licence.Cancel(reason, at);
                break;
            default:
                licence.Reissue(null, reason, at);
                break;
        }
    }
}
