using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Tests.Shared.Words;

public sealed class WordBookTests
{
    private static readonly WordBook Book = WordBook.Load(
    [
        ("Queue", """{ "queue.next": { "zh": "下一位", "en": "Next" }, "queue.ahead": { "zh": "前面 {0} 人", "en": "{0} ahead" } }"""),
        ("Slots", """{ "refused.slot.full": { "zh": "{0} 约满了", "en": "{0} is full" }, "words.refused": { "zh": "不行", "en": "No" } }"""),
    ]);

    [Fact]
    public void Our_own_sentences_load() => Assert.Contains("format.day", WordBook.Load().Keys);

    [Fact]
    public void Stops_the_start_when_a_key_is_said_twice()
    {
        const string json = """{ "a": { "zh": "甲", "en": "A" } }""";

        var stop = Assert.Throws<InvalidOperationException>(() => WordBook.Load([("One", json), ("Two", json)]));
        Assert.Contains("Two: 'a' is said twice", stop.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_the_start_when_a_key_is_said_twice_in_one_file() =>
        Assert.Throws<InvalidOperationException>(() => WordBook.Load(
            [("One", """{ "a": { "zh": "甲", "en": "A" }, "a": { "zh": "乙", "en": "B" } }""")]));

    [Theory]
    [InlineData("""{ "a": { "zh": "甲" } }""")]
    [InlineData("""{ "a": { "zh": "甲", "en": " " } }""")]
    public void Stops_the_start_when_a_language_is_missing(string json) =>
        Assert.Throws<InvalidOperationException>(() => WordBook.Load([("One", json)]));

    [Fact]
    public void Speaks_the_language_of_the_request()
    {
        var say = new Say(Book);

        Assert.Equal("前面 3 人", In.Chinese(() => say["queue.ahead", 3]));
        Assert.Equal("3 ahead", In.English(() => say["queue.ahead", 3]));
        Assert.Equal("Next", In.Chinese(() => say.In(WordBook.English, "queue.next")));
    }

    [Fact]
    public void Says_a_refusal_plainly_with_its_values() =>
        Assert.Equal("10:00 约满了", In.Chinese(() => new Say(Book).Plainly(new Refusal("slot.full", "10:00"))));

    [Fact]
    public void An_unknown_key_is_a_bug_in_development() =>
        Assert.Throws<InvalidOperationException>(() => new Say(Book)["queue.nowhere"]);

    [Fact]
    public void An_unknown_refusal_is_still_a_sentence_in_service() =>
        Assert.Equal("No", In.English(() => new Say(Book, strict: false).Plainly(new Refusal("slot.unheard-of"))));
}
