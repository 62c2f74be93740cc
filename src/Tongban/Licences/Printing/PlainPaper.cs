using Tongban.Kernel;
using Tongban.Shared.Words;

namespace Tongban.Licences.Printing;

/// <summary>A paper that nobody signs: a report. It is set and drawn as the signed ones are, in the language of the request.</summary>
public sealed class PlainPaper(PaperHtml html, PdfFonts fonts, HallClock clock, Say say)
{
    /// <param name="part">The part's file.</param>
    /// <param name="page">The page whose neighbours it may use.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="author">Whose it is.</param>
    public async Task<byte[]> OfAsync(string part, string page, object model, string author)
    {
        var blocks = PaperBlocks.Read(await html.OfAsync(html.Request(""), part, page, model));
        var title = blocks.OfType<TextBlock>().First(block => block.Size > PaperBlocks.Body && block.Spans[0].Bold).Spans[0].Text;
        var layout = new PaperLayout(fonts).Set(blocks, (number, all) => (author, say["licences.page-of", number, all]), "");
        return PdfWriter.Write(layout, new PdfAbout(title, author, title, clock.Local(clock.Now)));
    }
}
