using Tongban.Catalogue;
using Tongban.Kernel;
using Tongban.OneThing;

namespace Tongban.Tests.OneThing;

public sealed class AnswerTextTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);
    private const string Id = "11010519491231002X";

    [Theory]
    [InlineData(FieldType.Text, "  云栖里 ", "云栖里")]
    [InlineData(FieldType.Number, "050", "50")]
    [InlineData(FieldType.Date, "2026-12-01", "2026-12-01")]
    [InlineData(FieldType.IdNumber, "11010519491231002x", Id)]
    [InlineData(FieldType.Uscc, "91410100ma0000015b", "91410100MA0000015B")]
    [InlineData(FieldType.Person, "王建国\t11010519491231002x\t138 0000 1234", "王建国\t11010519491231002X\t13800001234")]
    [InlineData(FieldType.People, "王建国 11010519491231002x\r\n\r\n王小明，110101188503071236", "王建国\t11010519491231002X\n王小明\t110101188503071236")]
    public void What_is_right_is_kept_in_one_way(FieldType type, string typed, string kept) =>
        Assert.Equal(kept, AnswerText.Read(new FieldContent { Id = "x", Type = type }, typed, Today));

    [Theory]
    [InlineData(FieldType.Number, "5 万", "onething.answer-number")]
    [InlineData(FieldType.Number, "-1", "onething.answer-number")]
    [InlineData(FieldType.Number, "1234567890", "onething.answer-number")]
    [InlineData(FieldType.Date, "明天", "onething.answer-date")]
    [InlineData(FieldType.Person, "王建国\t\t13800001234", "onething.answer-person")]
    [InlineData(FieldType.People, "王建国 11010519491231002X\n没有号码", "onething.answer-people")]
    [InlineData(FieldType.People, "王建国 110105194912310021", "onething.answer-people")]
    [InlineData(FieldType.Choice, "z", "onething.answer-option")]
    [InlineData(FieldType.Consent, "true", "onething.answer-option")]
    [InlineData(FieldType.Uscc, "91410100MA0000015C", "uscc.check-digit")]
    public void What_is_wrong_is_refused_plainly(FieldType type, string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => AnswerText.Read(new FieldContent { Id = "x", Type = type, Options = [new("a", "甲", "A")] }, typed, Today)).Code);

    [Theory]
    [InlineData(FieldType.Number, "0", "onething.answer-least")]
    [InlineData(FieldType.Date, "2026-11-24", "onething.answer-to-come")]
    [InlineData(FieldType.Date, "2036-01-01", "onething.answer-to-come")]
    [InlineData(FieldType.People, "王建国 11010519491231002X\n王国建 11010519491231002x", "onething.answer-people-twice")]
    public void What_cannot_be_is_refused(FieldType type, string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => AnswerText.Read(new FieldContent { Id = "x", Type = type, Least = 1, Days = DayBound.ToCome }, typed, Today)).Code);

    [Theory]
    [InlineData("4101050000001，4101050000002\n4101050000003", "4101050000001 4101050000002 4101050000003")]
    [InlineData(" 4101050000003、4101050000002;4101050000001 ", "4101050000003 4101050000002 4101050000001")]
    public void Codes_are_kept_with_one_blank_between(string typed, string kept) => Assert.Equal(kept, AnswerText.Read(Seals, typed, Today));

    [Theory]
    [InlineData("4101050000001 4101050000002", "onething.answer-codes-count")]
    [InlineData("4101050000001 4101050000002 4101050000003 4101050000004", "onething.answer-codes-count")]
    [InlineData("4101050000001 4101050000002 4101050000001", "onething.answer-codes-twice")]
    [InlineData("4101050000001 4101050000002 410105000003", "onething.answer-pattern")]
    [InlineData("4101050000001 4101050000002 410105000000三", "onething.answer-pattern")]
    [InlineData("4101050000001 4101050000002 ４１０１０５０００００0３", "onething.answer-pattern")]
    public void Of_codes_each_has_its_shape_none_stands_twice_and_none_is_missing(string typed, string code) =>
        Assert.Equal(code, Assert.Throws<Refusal>(() => AnswerText.Read(Seals, typed, Today)).Code);

    [Fact]
    public void Who_buys_seals_elsewhere_has_as_many_as_there_are()
    {
        var field = Seals with { CountWhen = [new Condition("seal_choice", ["yes"])] };

        Assert.Equal(0, field.For(new Dictionary<string, string> { ["seal_choice"] = "no" }).Count);
        Assert.Equal(3, field.For(new Dictionary<string, string> { ["seal_choice"] = "yes" }).Count);
        Assert.Equal("4101050000009", AnswerText.Read(field.For(new Dictionary<string, string>()), "4101050000009", Today));
    }

    [Theory]
    [InlineData("[0-9]{13}", true)]
    [InlineData("(a|b)+", true)]
    [InlineData("[0-9", false)]
    [InlineData("", false)]
    [InlineData("(?=a)a", false)]
    [InlineData("(a)\\1", false)]
    public void A_pattern_is_one_that_no_text_makes_slow(string pattern, bool isOne) => Assert.Equal(isOne, AnswerText.IsPattern(pattern));

    [Fact]
    public void A_pattern_is_read_from_end_to_end()
    {
        var account = new FieldContent { Id = "x", Pattern = "[0-9]{4}|[a-z]{2}", ShapeZh = "四位数字", ShapeEn = "four digits" };

        Assert.Equal("1234", AnswerText.Read(account, "1234", Today));
        Assert.All(["12345", "x1234", "1234 5678", "abc"], wrong => Assert.Equal("onething.answer-pattern", Assert.Throws<Refusal>(() => AnswerText.Read(account, wrong, Today)).Code));
    }

    [Fact]
    public void A_change_says_from_what_to_what_and_that_something_hidden_has_changed()
    {
        var (person, text) = (new FieldContent { Id = "x", Type = FieldType.Person }, new FieldContent { Id = "y" });
        (string, string) kept = ($"王建国\t{Id}\t13800001234", $"王建国\t{Id}\t13877771234");

        Assert.Equal(("50", "80"), AnswerText.Change(text, ("50", "80"), inFull: false, "（空着）", "（遮住）"));
        Assert.Equal(("（空着）", "80"), AnswerText.Change(text, ("", "80"), inFull: false, "（空着）", "（遮住）"));
        Assert.Equal("王*国　110105********002X　138****1234（遮住）", AnswerText.Change(person, kept, inFull: false, "（空着）", "（遮住）").To);
        Assert.Equal($"王建国　{Id}　13877771234", AnswerText.Change(person, kept, inFull: true, "（空着）", "（遮住）").To);
    }

    private static FieldContent Seals => new() { Id = "x", Type = FieldType.Codes, Pattern = "[0-9]{13}", ShapeZh = "13 位数字", ShapeEn = "13 digits", Count = 3 };

    [Fact]
    public void A_text_is_bounded() =>
        Assert.Equal("onething.answer-long", Assert.Throws<Refusal>(() => AnswerText.Read(new FieldContent { Id = "x" }, new string('长', 201), Today)).Code);

    [Fact]
    public void People_are_masked_until_somebody_has_said_why()
    {
        var field = new FieldContent { Id = "x", Type = FieldType.Person };

        Assert.Equal("王*国　110105********002X　138****1234", AnswerText.Shown(field, $"王建国\t{Id}\t13800001234", inFull: false));
        Assert.Equal($"王建国　{Id}　13800001234", AnswerText.Shown(field, $"王建国\t{Id}\t13800001234", inFull: true));
    }
}
