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
