using Tongban.OneThing.Editing;

namespace Tongban.Tests.OneThing;

public sealed class TextDiffTests
{
    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc", "")]
    [InlineData("a\nb\nc", "a\r\nb\r\nc", "")]
    [InlineData("a\nb\nc", "a\nx\nc", "=a -b +x =c")]
    [InlineData("a\nb", "a\nb\nc", "=a =b +c")]
    [InlineData("a\nb\nc", "b\nc", "-a =b =c")]
    [InlineData("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5\n6\nx", "… =5 =6 -7 +x")]
    [InlineData("x\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\n5\n6\n7\n8\n0", "-x +1 =2 =3 … =7 =8 -9 +0")]
    public void Says_what_was_taken_out_and_put_in_with_a_little_around_it(string before, string after, string said) =>
        Assert.Equal(said, string.Join(' ', TextDiff.Of(before, after).Select(line => line.Kind switch { DiffKind.Gap => "…", DiffKind.Added => "+", DiffKind.Removed => "-", _ => "=" } + line.Text)));

    [Fact]
    public void From_before_and_what_was_put_in_and_out_comes_after_for_any_two_texts()
    {
        var random = new Random(1);
        for (var round = 0; round < 300; round++)
        {
            var (before, after) = (Some(random), Some(random));
            var lines = TextDiff.Of(string.Join('\n', before), string.Join('\n', after));
            if (lines.Any(line => line.Kind == DiffKind.Gap))
            {
                continue;
            }

            var (kept, now) = (lines.Where(line => line.Kind != DiffKind.Added).Select(line => line.Text), lines.Where(line => line.Kind != DiffKind.Removed).Select(line => line.Text));
            Assert.Equal(before.SequenceEqual(after) ? [] : before, kept);
            Assert.Equal(before.SequenceEqual(after) ? [] : after, now);
        }
    }

    [Fact]
    public void Texts_too_long_to_compare_are_shown_as_out_and_in_at_once()
    {
        var (before, after) = (Enumerable.Range(0, 3000).Select(n => $"a{n}"), Enumerable.Range(0, 3000).Select(n => $"b{n}"));

        var lines = TextDiff.Of(string.Join('\n', before), string.Join('\n', after));

        Assert.Equal((3000, 3000), (lines.Count(line => line.Kind == DiffKind.Removed), lines.Count(line => line.Kind == DiffKind.Added)));
    }

    private static string[] Some(Random random) => [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(4).ToString(System.Globalization.CultureInfo.InvariantCulture))];
}
