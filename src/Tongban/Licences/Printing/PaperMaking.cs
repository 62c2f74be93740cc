using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Tongban.Cases;
using Tongban.Cases.Showing;
using Tongban.Kernel;
using Tongban.Licences.Signing;
using Tongban.Shared.Files;
using Tongban.Shared.Words;

namespace Tongban.Licences.Printing;

/// <summary>
/// Makes the signed PDF of a wanted paper, once, outside of the transaction that wanted it. Two who make one at once make
/// two files, and the row takes the first.
/// </summary>
public sealed class PaperMaking(
    TongbanDb db, HallClock clock, CaseViews views, LicenceViews licences, PaperHtml html, PdfFonts fonts, PdfSigner signer, SigningCertificate certificate, FileStore files, Say say)
{
    private const string CasePart = "/Cases/Printing/_Paper.cshtml";
    private const string CasePage = "/Cases/Printing/InDepartment";
    private const string LicencePart = "/Licences/Printing/_LicencePaper.cshtml";
    private const string LicencePage = "/Licences/Keeping/Show";

    public async Task<SignedPaper> MakeAsync(Guid id, CancellationToken stop = default)
    {
        var wanted = await db.Set<SignedPaper>().AsNoTracking().SingleAsync(paper => paper.Id == id, stop);
        if (wanted.Hash is not null)
        {
            return wanted;
        }

        var file = await files.KeepAsync(await DrawAsync(wanted, stop), FileType.Pdf, stop);
        return await TakeAsync(id, paper => paper.Made(file, certificate.Fingerprint, clock.Now), stop);
    }

    /// <summary>Tried again later.</summary>
    public Task<SignedPaper> FailedAsync(Guid id, CancellationToken stop = default) => TakeAsync(id, paper => paper.Failed(clock.Now), stop);

    private async Task<SignedPaper> TakeAsync(Guid id, Action<SignedPaper> move, CancellationToken stop)
    {
        db.ChangeTracker.Clear();
        var paper = await db.Set<SignedPaper>().SingleAsync(one => one.Id == id, stop);
        if (paper.Hash is not null)
        {
            return paper;
        }

        try
        {
            move(paper);
            await db.SaveChangesAsync(stop);
            return paper;
        }
        catch (Exception meanwhile) when (meanwhile is DbUpdateConcurrencyException or Refusal { Code: "request.changed-meanwhile" })
        {
            // Somebody was quicker: theirs is the one that is given.
            db.ChangeTracker.Clear();
            return await db.Set<SignedPaper>().AsNoTracking().SingleAsync(one => one.Id == id, stop);
        }
    }

    /// <summary>The PDF as it would be signed now.</summary>
    public async Task<byte[]> DrawAsync(SignedPaper wanted, CancellationToken stop = default)
    {
        // Papers are in Chinese, whoever asks; the setting ends with this method.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = WordBook.Chinese;
        var of = await db.Set<Case>().AsNoTracking().SingleAsync(c => c.Id == wanted.CaseId, stop);
        var view = await views.OfAsync(of, stop);
        var http = html.Request(wanted.Origin);
        var text = wanted.LicenceEdition is { } edition ? await LicenceAsync(http, of.Id, edition, wanted.Origin, stop) : await PaperAsync(http, of, wanted.Paper);
        var blocks = PaperBlocks.Read(text).Select(block => Signed(block, wanted.Origin)).ToList();
        var title = blocks.OfType<TextBlock>().First(block => block.Size > PaperBlocks.Body && block.Spans[0].Bold).Spans[0].Text;
        var layout = new PaperLayout(fonts).Set(blocks, (number, all) => (Check(wanted.Origin), say["licences.page-of", number, all]), say["licences.signed-note"]);
        var pdf = PdfWriter.Write(layout, new PdfAbout(title, view.Department.NameZh, of.Number, clock.Local(clock.Now)));
        return signer.Sign(pdf, layout.Seal, view.Department.NameZh, title, clock.Now);
    }

    // On paper a stamp follows the body's name; here the signature does. A code that leads nowhere is left out.
    private Block Signed(Block block, string origin) => block switch
    {
        SealBlock seal => new SealBlock([.. seal.Lines.Select(line => line.Replace(say["paper.seal", ""], "", StringComparison.Ordinal))]),
        FootBlock foot when origin.Length == 0 => foot with { Code = null },
        _ => block,
    };

    private string Check(string origin) => origin.Length > 0 ? say["licences.check-at", $"{origin}/verify"] : say["licences.check"];

    private async Task<string> PaperAsync(HttpContext http, Case of, string paper)
    {
        var page = new PaperToSign(views) { Paper = paper };
        return await page.IsThereAsync(of, http)
            ? await html.OfAsync(http, CasePart, CasePage, page)
            : throw new InvalidOperationException($"The case has no paper “{paper}”.");
    }

    private async Task<string> LicenceAsync(HttpContext http, Guid caseId, int edition, string origin, CancellationToken stop)
    {
        var licence = await db.Set<Licence>().AsNoTracking().SingleAsync(one => one.CaseId == caseId && one.Edition == edition, stop);
        return await html.OfAsync(http, LicencePart, LicencePage, new LicencePaper(licences.OnPaper(licence), origin.Length > 0 ? $"{origin}/verify/{licence.Identifier}" : null));
    }

    // A paper as its page shows it, without a browser that asks for it.
    private sealed class PaperToSign(CaseViews views) : PaperPage(views)
    {
        public async Task<bool> IsThereAsync(Case of, HttpContext http)
        {
            PageContext = new PageContext { HttpContext = http };
            return await ShowAsync(of, "") is PageResult;
        }
    }
}

/// <summary>What a licence's paper shows.</summary>
/// <param name="Facts">What it says.</param>
/// <param name="Verify">Where anybody can look it up; null where our own address is not known.</param>
public sealed record LicencePaper(LicenceFacts Facts, string? Verify);
