using CsCheck;
using Tongban.Kernel;
using static Tongban.Tests.Kernel.Expect;

namespace Tongban.Tests.Kernel;

public sealed class CitizenIdTests
{
    private static readonly DateOnly Today = Day("2026-08-10");

    private static readonly string[] Known =
        ["11010519491231002X", "440524188001010014", "410105188001010018", "410104189912319997", "410105188002290015", "410185180001010021"];

    [Fact]
    public void Known_numbers_are_right() => Assert.All(Known, number => Assert.Equal(number, CitizenId.Parse(number, Today).Value));

    [Theory]
    [InlineData("110105194912310021", "id.check-digit")]
    [InlineData("410105188102290010", "id.birth-date")]
    [InlineData("410105202608110010", "id.birth-date")]
    [InlineData("410105188013010018", "id.birth-date")]
    [InlineData("1101051949123100", "id.length")]
    [InlineData("A1010519491231002X", "id.character")]
    [InlineData("11010519491231002Y", "id.character")]
    [InlineData("010105188001010018", "id.character")]
    [InlineData(null, "id.length")]
    public void A_wrong_number_is_refused(string? typed, string code)
    {
        Refused(code, () => CitizenId.Parse(typed, Today));
        Assert.False(CitizenId.TryParse(typed, Today, out _));
    }

    [Fact]
    public void A_small_x_and_spaces_are_put_right() =>
        Assert.Equal(CitizenId.Parse("11010519491231002X", Today), CitizenId.Parse("110105 19491231 002x", Today));

    [Fact]
    public void Tells_birth_and_gender()
    {
        var id = CitizenId.Parse("11010519491231002X", Today);

        Assert.Equal((Day("1949-12-31"), Gender.Female, "110105"), (id.BornOn, id.Gender, id.Division));
        Assert.Equal(Gender.Male, CitizenId.Parse("440524188001010014", Today).Gender);
    }

    [Theory]
    [InlineData("11010519491231002X", "2026-12-30", 76)]
    [InlineData("11010519491231002X", "2026-12-31", 77)]
    [InlineData("410105188002290015", "1881-02-27", 0)]
    [InlineData("410105188002290015", "1881-02-28", 1)]
    [InlineData("410105188002290015", "1884-02-28", 3)]
    public void Tells_the_age_on_a_day(string number, string day, int age) => Assert.Equal(age, CitizenId.Parse(number, Today).AgeOn(Day(day)));

    [Fact]
    public void Born_today_is_right_and_born_tomorrow_is_not()
    {
        var number = WithCheck("41010520260810001");

        Assert.Equal(0, CitizenId.Parse(number, Today).AgeOn(Today));
        Refused("id.birth-date", () => CitizenId.Parse(number, Today.AddDays(-1)));
    }

    [Fact]
    public void Does_not_print_itself() => Assert.Equal("110105********002X", CitizenId.Parse("11010519491231002X", Today).ToString());

    [Fact]
    public void Any_one_changed_digit_is_noticed() =>
        Gen.Select(Gen.OneOf(Known), Gen.Int[0, 17], Gen.Char['0', '9']).Sample((number, place, other) =>
            number[place] == other || !CitizenId.TryParse(number[..place] + other + number[(place + 1)..], Today, out _), iter: 10_000);

    [Theory]
    [InlineData("11010519491231002", IdDocumentKind.CitizenCard)]
    [InlineData("81000018800101001", IdDocumentKind.ResidencePermit)]
    [InlineData("82000018800101001", IdDocumentKind.ResidencePermit)]
    [InlineData("83000018800101001", IdDocumentKind.ResidencePermit)]
    [InlineData("94115618800101001", IdDocumentKind.PermanentResidentCard)]
    public void A_document_tells_its_kind(string first17, IdDocumentKind kind)
    {
        var document = IdDocument.Parse(WithCheck(first17), Today);

        Assert.Equal(kind, document.Kind);
        Assert.NotNull(document.BornOn);
        Assert.Equal(document, IdDocument.Parse(document.Value, Today));
    }

    [Fact]
    public void The_older_permanent_resident_card_is_taken_by_its_shape()
    {
        var card = IdDocument.Parse("fra410180010112", Today);

        Assert.Equal((IdDocumentKind.PermanentResidentCard, "FRA410180010112"), (card.Kind, card.Value));
        Assert.Null(card.BornOn);
        Assert.NotEqual(card, IdDocument.Parse("FRA410180010113", Today));
    }

    [Fact]
    public void A_document_that_is_none_is_refused_as_a_number() => Refused("id.length", () => IdDocument.Parse("410105800101001", Today));

    private static string WithCheck(string first17) =>
        "0123456789X".Select(check => first17 + check).Single(number => CitizenId.TryParse(number, Today, out _));
}
