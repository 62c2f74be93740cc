using System.Text;
using Tongban.Shared.Files;

namespace Tongban.Tests.Importing;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+86", "'+86")]
    [InlineData("-2", "'-2")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("公章", "公章")]
    [InlineData("1=2", "1=2")]
    public void What_a_table_program_would_run_is_text(string field, string written) => Assert.Contains(written, Text([field, "next"]).Split(',')[0], StringComparison.Ordinal);

    [Fact]
    public void Commas_quotes_and_line_breaks_stay_inside_their_field() => Assert.Equal("\"a,b\",\"c\"\"d\",\"e\nf\",\"g\rh\"\r\n", Text(["a,b", "c\"d", "e\nf", "g\rh"]));

    [Fact]
    public void It_begins_with_the_mark_by_which_offices_tell_UTF_8() => Assert.Equal(Encoding.UTF8.GetPreamble(), CsvText.Of([["公章"]])[..3]);

    private static string Text(string[] row)
    {
        using var writer = new StringWriter();
        CsvText.Write(writer, [row]);
        return writer.ToString();
    }
}
