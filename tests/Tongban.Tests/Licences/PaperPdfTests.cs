using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Tongban.Kernel;
using Tongban.Licences.Printing;
using Tongban.Licences.Signing;
using Tongban.Shared.Setup;
using Tongban.Shared.Words;

namespace Tongban.Tests.Licences;

/// <summary>Drawing and signing without the application: read back by Poppler, checked against NSS.</summary>
public sealed class PaperPdfTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 24, 1, 30, 0, DateTimeKind.Utc);
    private readonly TongbanSettings settings = new(Directory.CreateTempSubdirectory("tongban-sign-").FullName, null, TimeSpan.Zero);

    public void Dispose() => Directory.Delete(settings.DataFolder, recursive: true);

    [Fact]
    public async Task Every_character_that_the_program_can_say_is_read_back_from_the_pdf()
    {
        using var tools = PdfTools.Need();
        var runes = string.Concat(Words().Concat(["王①②☐“”‘’—…·《》（）％㎡ⅢÄéñ"])).EnumerateRunes().Where(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)).Distinct().OrderBy(rune => rune.Value).ToList();
        var lines = runes.Chunk(30).Select(chunk => string.Concat(chunk)).ToList();

        var pdf = Draw(string.Concat(lines.Select(line => $"<p>{System.Net.WebUtility.HtmlEncode(line)}</p>")));

        var text = (await tools.TextAsync(pdf, "-layout")).Replace("\f", "", StringComparison.Ordinal);
        var read = text.Split('\n').Select(line => line.Replace(" ", "", StringComparison.Ordinal)).Where(line => line.Length > 0 && !line.StartsWith("footer", StringComparison.Ordinal));
        Assert.Equal(string.Concat(lines), string.Concat(read));
        Assert.True(runes.Count > 1000, $"{runes.Count} characters are few.");
    }

    // All sentences of the program and all of the demonstration's catalogue.
    private static IEnumerable<string> Words()
    {
        var book = WordBook.Load();
        var district = Directory.EnumerateFiles(ShippedData.Folder("district"), "*.json").Select(File.ReadAllText);
        return book.Keys.SelectMany(key => new[] { book.Find(WordBook.Chinese, key)!, book.Find(WordBook.English, key)! }).Concat(district);
    }

    [Fact]
    public async Task A_signed_paper_is_valid_for_others_and_one_changed_byte_is_told()
    {
        using var tools = PdfTools.Need();
        var pdf = Signed();

        var ours = await tools.SignaturesAsync(pdf, Path.Combine(settings.SigningFolder, TestAuthority.CertificateFile));
        Assert.Contains("Signature is Valid", ours, StringComparison.Ordinal);
        Assert.Contains("Certificate is Trusted", ours, StringComparison.Ordinal);
        Assert.Contains("Total document signed", ours, StringComparison.Ordinal);
        Assert.Contains("ETSI.CAdES.detached", ours, StringComparison.Ordinal);
        Assert.Contains("TEST signature", ours, StringComparison.Ordinal);
        Assert.Equal((true, true), (PdfSignature.In(pdf)!.IsIntact, PdfSignature.In(pdf)!.CoversAll));

        var changed = Changed(pdf);
        Assert.DoesNotContain("Signature is Valid", await tools.SignaturesAsync(changed), StringComparison.Ordinal);
        Assert.False(PdfSignature.In(changed)!.IsIntact);

        var longer = (byte[])[.. pdf, .. "% more\n"u8];
        Assert.Equal((true, false), (PdfSignature.In(longer)!.IsIntact, PdfSignature.In(longer)!.CoversAll));
        Assert.Null(PdfSignature.In(Draw("<p>x</p>")));
    }

    [Fact]
    public async Task An_issuer_that_nobody_knows_is_told_apart_from_a_broken_signature()
    {
        using var tools = PdfTools.Need();

        var stranger = await tools.SignaturesAsync(Signed());

        Assert.Contains("Signature is Valid", stranger, StringComparison.Ordinal);
        Assert.DoesNotContain("Certificate is Trusted", stranger, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_table_goes_on_over_sheets_with_its_head_and_pages_are_counted()
    {
        using var tools = PdfTools.Need();
        var rows = string.Concat(Enumerable.Range(1, 60).Select(n => $"<tr><td>{n}</td><td>第{n}样材料，原件一份，复印件一份，用来核对申请人的身份和申请的内容</td></tr>"));

        var pdf = Draw($"<h1>一次性告知单</h1><table><thead><tr><th>序号</th><th>材料</th></tr></thead><tbody>{rows}</tbody></table>");

        var pages = (await tools.TextAsync(pdf)).Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 2, 4);
        Assert.All(pages, page => Assert.Contains("序号", page, StringComparison.Ordinal));
        Assert.Contains($"footer 2 of {pages.Length}", pages[1], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 60), n => Assert.Contains($"第{n}样材料", string.Concat(pages), StringComparison.Ordinal));
        Assert.InRange(pdf.Length, 2_000, 200_000);
    }

    [Fact]
    public void No_line_begins_with_a_closing_sign_or_ends_with_an_opening_one()
    {
        using var tools = PdfTools.Need();
        var lines = new TextLines(Fonts());
        var text = string.Concat(Enumerable.Repeat("依据《行政许可法》第三十二条（二），予以受理。", 40));

        foreach (var width in Enumerable.Range(60, 60))
        {
            var broken = lines.Break([new Tongban.Licences.Printing.Span(text, false)], 12, width).Select(line => string.Concat(line.Pieces.Select(piece => piece.Text))).ToList();

            Assert.Equal(text, string.Concat(broken));
            Assert.DoesNotContain(broken, line => "，。》）".Contains(line[0], StringComparison.Ordinal) || "《（".Contains(line[^1], StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Fonts_that_are_missing_are_told_by_name()
    {
        var told = Assert.Throws<FontsMissingException>(() => new PdfFonts(Options.Create(new PdfSettings { Fonts = ["/nowhere/song.ttf"] })).For('A'));

        Assert.Contains("/nowhere/song.ttf", told.Message, StringComparison.Ordinal);
    }

    private byte[] Signed()
    {
        var certificate = new SigningCertificate(Options.Create(new SigningSettings()), settings, NullLogger<SigningCertificate>.Instance);
        var layout = Lay("<h1>营业执照</h1><p class=\"sign\">市场监督管理局<br>2026年11月24日</p>");
        var signer = new PdfSigner(certificate, new HallClock(TimeProvider.System, HallClock.China));
        return signer.Sign(PdfWriter.Write(layout, About), layout.Seal, "市场监督管理局", "营业执照", Now);
    }

    // In the middle of what was drawn: a byte that no reader needs to understand the file's structure.
    private static byte[] Changed(byte[] pdf)
    {
        var changed = pdf.ToArray();
        var at = changed.AsSpan().IndexOf("/Creator (Tongban)"u8) + "/Creator (T".Length;
        changed[at] = (byte)'0';
        return changed;
    }

    private static PdfAbout About { get; } = new("营业执照", "市场监督管理局", "1", Now);

    private static byte[] Draw(string html) => PdfWriter.Write(Lay(html), About);

    private static Layout Lay(string html) => new PaperLayout(Fonts()).Set(PaperBlocks.Read(html), (number, all) => ("footer", $"footer {number} of {all}"), "本文件经电子签名");

    private static PdfFonts Fonts() => new(Options.Create(new PdfSettings()));
}
